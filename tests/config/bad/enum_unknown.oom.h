/* expect:
 * first: limits.oom: 3 is not one of enum oom_policy; use its names
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .oom = (enum oom_policy)3),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
