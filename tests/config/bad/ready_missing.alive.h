/* expect: beat: alive.path: is not given; give what its kind looks for */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.alive = ALIVE(ALIVE_UNIX, .interval_ms = SECONDS(5)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
