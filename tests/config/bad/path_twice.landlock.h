/* expect: beat: landlock.paths[1].path: / is landlock.paths[0] already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }, { "/", LANDLOCK_WRITE })),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
