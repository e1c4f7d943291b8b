/* expect: appliance: logs.remote.rate: 100001 is not within 1 to 100000; give another number, or leave it out */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.remote = { .address = IP4(10, 0, 0, 9), .rate = 100001 }) };
