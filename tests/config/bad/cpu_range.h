/* expect:
 * first: limits.cpu_percent: -2 is not within 1 to 6400 percent of one processor; give another number, or UNLIMITED
 * second: limits.cpu_percent: 6401 is not within 1 to 6400 percent of one processor; give another number, or UNLIMITED
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = -2, .processes = 8),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 6401, .processes = 8),
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
