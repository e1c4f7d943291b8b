/* expect: beat: rlimits[0].kind: is not given, so the list ends here; begin the entry with RESOURCE_NOFILE or another */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.rlimits = RLIMITS({ .soft = 65, .hard = 65 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
