/* expect:
 * first: limits.memory_low_bytes: 3 MiB is more than limits.memory_high_bytes, 2 MiB; give memory_min_bytes, low, high and memory_bytes in rising order
 * second: limits.memory_high_bytes: 9 MiB is more than limits.memory_bytes, 8 MiB; give memory_min_bytes, low, high and memory_bytes in rising order
 * third: limits.memory_min_bytes: 9 MiB is more than limits.memory_bytes, 8 MiB; give memory_min_bytes, low, high and memory_bytes in rising order
 * fourth: limits.memory_min_bytes: 2 bytes is more than limits.memory_low_bytes, 1 bytes; give memory_min_bytes, low, high and memory_bytes in rising order
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .memory_low_bytes = MiB(3), .memory_high_bytes = MiB(2)),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .memory_high_bytes = MiB(9)),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .memory_min_bytes = MiB(9)),
};
static const struct container fourth = {
	.name = "fourth", PROGRAM, HOST, USED_BY(104),
	.limits = LIMITS(.processes = 8, .memory_bytes = UNLIMITED, .memory_min_bytes = 2, .memory_low_bytes = 1),
};

LIST(&first, &second, &third, &fourth);
const struct appliance appliance = { ORDINARY_MACHINE };
