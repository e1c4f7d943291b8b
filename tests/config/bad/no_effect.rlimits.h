/* expect: beat: rlimits[0].kind: has no effect on ROOT_USER; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = ROOT_USER,
	.rlimits = RLIMITS({ RESOURCE_NPROC, 8, 8 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
