/* expect: beat: timer.random_ms: 86400001 ms is not within 0 to 86400000 ms, less than from one time to the next; give less */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.calendar = CALENDAR(.minutes = EVERY_MINUTE), .random_ms = 86400001),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
