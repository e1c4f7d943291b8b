/* expect: beat: ready.fd: 2 is not within 3 to 63; give another number */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_FD, .fd = 2),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
