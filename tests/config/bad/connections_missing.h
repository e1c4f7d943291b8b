/* expect: beat: connections: is not given; give a pointer to the connections that it serves */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
