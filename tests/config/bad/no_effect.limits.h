/* expect:
 * first: limits.swap_bytes: has no effect beside UNLIMITED memory_bytes; remove it
 * second: limits.swappiness: has no effect without swap_bytes, since there is no swap then; remove it
 * third: limits.cpu_period_us: has no effect without cpu_percent; remove it
 * fourth: limits.cpu_burst_us: has no effect without cpu_percent; remove it
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.processes = 8, .memory_bytes = UNLIMITED, .swap_bytes = MiB(1)),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .swappiness = 10),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_period_us = 5000),
};
static const struct container fourth = {
	.name = "fourth", PROGRAM, HOST, USED_BY(104),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_percent = UNLIMITED, .cpu_burst_us = 5000),
};

LIST(&first, &second, &third, &fourth);
const struct appliance appliance = { ORDINARY_MACHINE };
