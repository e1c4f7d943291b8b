/* expect: beat: landlock.paths: allow nothing to be read and executed, so the program cannot start; give { "/", LANDLOCK_READ | LANDLOCK_EXECUTE }, or less */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_EXECUTE })),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
