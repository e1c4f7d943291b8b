/* expect: beat: landlock.abi: 7 is not within 1 to 6; give another number */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.abi = 7, .paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE })),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
