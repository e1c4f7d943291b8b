/* expect: beat: landlock.paths[1].path: "tmp" is not absolute; give a path as "/a/b" */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }, { "tmp", LANDLOCK_READ })),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
