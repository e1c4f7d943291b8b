/* expect:
 * first: limits.io[1]: this device is limited by limits.io[0] already; remove one
 * second: limits.hugetlb[1]: 2 MiB is limited by limits.hugetlb[0] already; remove one
 * third: limits.raw[1]: cpu.idle is limited by limits.raw[0] already; remove one
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .io = IO_LIMITS({ 8, 0, .read_bytes = 1 }, { 8, 0, .write_bytes = 1 })),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .hugetlb = HUGETLB({ MiB(2), 0 }, { MiB(2), MiB(2) })),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "cpu.idle", "1" }, { "cpu.idle", "0" })),
};

LIST(&first, &second, &third);
const struct appliance appliance = { ORDINARY_MACHINE };
