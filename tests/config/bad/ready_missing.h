/* expect: beat: ready.port: is not given; give what its kind looks for */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_TCP),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
