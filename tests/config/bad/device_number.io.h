/* expect:
 * first: limits.io[0].major: 4096:0 is no number of a device; give a major to 4095 and a minor to 1048575, or DEVICE_ANY as minor
 * first: limits.io[1].major: 8:1048576 is no number of a device; give a major to 4095 and a minor to 1048575, or DEVICE_ANY as minor
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .io = IO_LIMITS({ 4096, 0, .read_bytes = 1 }, { 8, 1048576, .read_bytes = 1 })),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
