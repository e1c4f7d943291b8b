/* expect: beat: timer.catch_up: has no effect without calendar; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.every_ms = SECONDS(1), .catch_up = true),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
