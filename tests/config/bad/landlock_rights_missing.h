/* expect: beat: landlock.paths[1].rights: is 0, and what no line allows is denied anyway; give LANDLOCK_READ or another right, or remove the entry */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }, { "/tmp" })),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
