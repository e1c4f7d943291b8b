/* expect: beat: landlock.bind: has more than 32 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }), .bind = TCP_PORTS(TIMES_64(80))),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
