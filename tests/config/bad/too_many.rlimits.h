/* expect: beat: rlimits: has more than 14 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.rlimits = RLIMITS(TIMES_16({ RESOURCE_NOFILE, 64, 64 })),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
