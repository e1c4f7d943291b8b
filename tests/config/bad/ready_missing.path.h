/* expect: beat: ready.path: is not given; give what its kind looks for */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_FILE),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
