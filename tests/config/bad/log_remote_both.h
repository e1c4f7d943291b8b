/* expect: appliance: logs.remote.address: is not the only one given; keep address or address6 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.remote = { .address = IP4(10, 0, 0, 9), .address6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 9) }) };
