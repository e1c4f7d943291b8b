/* expect: appliance: shutdown_limit_ms: 10000 ms are over before those of stop.limit_ms of beat, 3600000 ms; give at least as much */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.stop = { .limit_ms = MINUTES(60) },
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.shutdown_limit_ms = SECONDS(10),
};
