/* expect: beat: landlock.connect: 80 is in the list already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }), .connect = TCP_PORTS(80, 443, 80)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
