/* expect: beat: alive.interval_ms: is not given; give milliseconds or SECONDS(n) */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.alive = ALIVE(ALIVE_NOTIFY),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
