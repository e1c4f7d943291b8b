/* expect: appliance: ram_bytes: the memory limits add up to 9223372036854775807 bytes, more than 1 GiB; lower the limits */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = INT64_MAX, .processes = 8),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = INT64_MAX, .processes = 8),
};

LIST(&first, &second);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.ram_bytes = GiB(1),
};
