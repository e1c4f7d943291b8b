/* expect: appliance: logs.directory: / is no place for files that stay; give a directory of the data store, as "/data/logs" */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.directory = "/") };
