/* expect: appliance: seed: 3 is not one of enum seed; use its names */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.seed = (enum seed)3,
};
