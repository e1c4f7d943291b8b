/* expect: appliance: containers: lists no container; give CONTAINERS(array) */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "test",
	.containers = { containers },
};
