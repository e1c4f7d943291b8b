/* expect: appliance: logs.remote.address: is not given, nor is address6; give the machine that gets the lines */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.remote = { .port = 5514 }) };
