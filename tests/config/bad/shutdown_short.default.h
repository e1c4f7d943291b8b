/* expect: appliance: shutdown_limit_ms: 30000 ms are over before those of stop.limit_ms of beat, 40000 ms; give at least as much */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.stop = { .limit_ms = SECONDS(40) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
