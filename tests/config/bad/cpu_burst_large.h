/* expect:
 * first: limits.cpu_burst_us: 10001 us is more than the quota of 10000 us; give less, or more cpu_percent
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .cpu_percent = 10, .cpu_burst_us = 10001),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
