/* expect:
 * first: limits.hugetlb[0].page_bytes: 3 MiB is no size of a huge page; give one of /sys/kernel/mm/hugepages
 * second: limits.hugetlb[0].page_bytes: 4 KiB is no size of a huge page; give one of /sys/kernel/mm/hugepages
 * third: limits.hugetlb[0].page_bytes: 0 bytes is no size of a huge page; give one of /sys/kernel/mm/hugepages
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .hugetlb = HUGETLB({ MiB(3), MiB(3) })),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .hugetlb = HUGETLB({ KiB(4), MiB(3) })),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .hugetlb = HUGETLB({ .bytes = MiB(2) })),
};

LIST(&first, &second, &third);
const struct appliance appliance = { ORDINARY_MACHINE };
