/* expect:
 * first: limits.cpu_period_us: 9 percent of 10000 us is less than 1000 us, the kernel's least; give a longer cpu_period_us
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_percent = 9, .cpu_period_us = 10000),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
