/* expect: appliance: clock.save_ms: 10 ms is not within 10000 to 604800000 ms; give milliseconds or SECONDS(n), or leave it out for the default */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.clock = CLOCK(.save_ms = 10),
};
