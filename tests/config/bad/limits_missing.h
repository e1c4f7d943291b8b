/* expect: beat: limits: is not given; give LIMITS(.memory_bytes = , .processes = ) */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
