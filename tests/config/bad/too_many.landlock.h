/* expect: beat: landlock.paths: has more than 32 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS(TIMES_64({ "/", LANDLOCK_READ }))),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
