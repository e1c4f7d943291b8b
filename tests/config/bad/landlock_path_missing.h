/* expect: beat: landlock.paths[1].path: is not given, so the list ends here; give the path inside */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }, { .rights = LANDLOCK_READ })),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
