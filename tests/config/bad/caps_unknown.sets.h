/* expect: beat: capability_sets.bounding: has bits above those of capability 40; give CAP(NAME) | CAP(NAME) */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.allow_setuid = true,
	.capability_sets = CAPABILITY_SETS(.bounding = UINT64_C(1) << 41),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
