/* expect:
 * first: limits.raw[0].file: is not given, so the list ends here; begin the entry with the name of the file
 * second: limits.io[0].major: is not given, so the list ends here; begin the entry with the numbers of the device
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ .value = "1" })),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .io = IO_LIMITS({ .read_bytes = 1 })),
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
