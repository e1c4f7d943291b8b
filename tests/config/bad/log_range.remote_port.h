/* expect: appliance: logs.remote.port: 65536 is not within 1 to 65535; give another number, or leave it out */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.remote = { .address = IP4(10, 0, 0, 9), .port = 65536 }) };
