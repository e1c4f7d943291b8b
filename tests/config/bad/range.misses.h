/* expect: beat: alive.misses: 101 is not within 1 to 100; give another number */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.alive = ALIVE(ALIVE_TCP, .port = 80, .interval_ms = 1000, .misses = 101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
