/* expect: appliance: store: /run/data is nsinit's own, and empty at each boot; give "/data" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/run/data",
};
