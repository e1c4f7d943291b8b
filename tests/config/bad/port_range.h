/* expect: beat: landlock.bind: 65538 is not within 1 to 65535; give the number of a TCP port, or TCP_ANY, or for bind TCP_EPHEMERAL */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }), .bind = TCP_PORTS(65538)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
