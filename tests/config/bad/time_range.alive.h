/* expect: beat: alive.interval_ms: 99 ms is not within 100 to 3600000 ms; give milliseconds or SECONDS(n), or leave it out for the default */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.alive = ALIVE(ALIVE_NOTIFY, .interval_ms = 99),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
