/* expect: appliance: ram_bytes: the memory limits add up to 68 MiB, more than 64 MiB; lower the limits */
#include "../base.h"

static const struct container first = {
	.name = "first", ORDINARY(101),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(60), .processes = 8),
};

LIST(&first, &second);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.ram_bytes = MiB(64),
};
