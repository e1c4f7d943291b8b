/* expect:
 * first: limits.raw: has more than 16 entries; shorten it
 * second: limits.io: has more than 8 entries; shorten it
 * third: limits.hugetlb: has more than 4 entries; shorten it
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW(TIMES_16({ "cpu.idle", "1" }), { "cpu.x", "1" })),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .io = IO_LIMITS(TIMES_4({ 8, 0, 1 }), TIMES_4({ 8, 0, 1 }), { 8, 1, 1 })),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .hugetlb = HUGETLB(TIMES_4({ 2, 2 }), { 2, 2 })),
};

LIST(&first, &second, &third);
const struct appliance appliance = { ORDINARY_MACHINE };
