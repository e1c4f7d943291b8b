/* expect: appliance: logs.remote.address: 224.0.0.1 is a multicast or reserved address; give the address of one machine */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.remote = { .address = IP4(224, 0, 0, 1) }) };
