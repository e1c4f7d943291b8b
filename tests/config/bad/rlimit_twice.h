/* expect: beat: rlimits[2].kind: is that of rlimits[0] already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.rlimits = RLIMITS({ RESOURCE_NOFILE, 64, 64 }, { RESOURCE_CORE, 0, 0 }, { RESOURCE_NOFILE, 65, 65 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
