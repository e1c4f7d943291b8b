/* expect: beat: stop.signal: -1 is no signal; give a signal that ends the program, as SIGTERM */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.stop = { .signal = -1 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
