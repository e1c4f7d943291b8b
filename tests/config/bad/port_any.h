/* expect: beat: landlock.bind: has TCP_ANY beside others; keep TCP_ANY alone, or remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }), .bind = TCP_PORTS(80, TCP_ANY)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
