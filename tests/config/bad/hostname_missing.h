/* expect: appliance: hostname: is not given; give the machine a name */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.containers = CONTAINERS(containers),
};
