/* compiler: 0 to 2^63-1 bytes or ms */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = GiB(9000000000), .processes = 8), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
