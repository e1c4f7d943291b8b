/* expect:
 * first: limits.io[0]: limits nothing; give read_bytes, write_bytes or operations
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .io = IO_LIMITS({ 8, 0 })),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
