/* expect: beat: environment[2]: "LEVEL=3" is set by environment[0] already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.environment = ENVIRONMENT("LEVEL=1", "LEVELS=2", "LEVEL=3"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
