/* expect:
 * first: limits.hugetlb[0].bytes: 3 MiB is not a multiple of the page, 2 MiB; give whole pages
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .hugetlb = HUGETLB({ MiB(2), MiB(3) })),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
