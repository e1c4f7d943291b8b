/* expect: appliance: logs.remote.address6: fe80::1 is a link-local address, which is one of every network; give the address of one machine */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.remote = { .address6 = IP6(0xfe80, 0, 0, 0, 0, 0, 0, 1) }) };
