/* expect:
 * first: limits.raw[0].value: is not given; give one line of text
 * second: limits.raw[0].value: is empty; give one line of text
 * third: limits.raw[0].value: has more than one line; give one line of text
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "memory.x" })),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "memory.x", "" })),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .raw = RAW({ "memory.x", "1\n" })),
};

LIST(&first, &second, &third);
const struct appliance appliance = { ORDINARY_MACHINE };
