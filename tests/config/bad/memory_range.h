/* expect:
 * first: limits.memory_bytes: 16 bytes are too few for a program; give MiB(n) with n of 1 or more, or UNLIMITED
 * second: limits.memory_bytes: -2 bytes are too few for a program; give MiB(n) with n of 1 or more, or UNLIMITED
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = 16, .processes = 8),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = -2, .processes = 8),
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
