/* expect: beat: timer.every_ms: 99 ms is not within 100 to 31622400000 ms; give milliseconds or SECONDS(n), or leave it out for the default */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.every_ms = 99),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
