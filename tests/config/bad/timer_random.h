/* expect: beat: timer.random_ms: 1000 ms is not within 0 to 999 ms, less than from one time to the next; give less */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.every_ms = SECONDS(1), .random_ms = SECONDS(1)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
