/* expect:
 * first: limits.processes: 1 is not within 2 to 4194304, the container's init included; give another number, or UNLIMITED
 * second: limits.processes: 4194305 is not within 2 to 4194304, the container's init included; give another number, or UNLIMITED
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 1),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4194305),
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
