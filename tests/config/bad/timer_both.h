/* expect: beat: timer.calendar: is given beside every_ms; keep one of them */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.every_ms = SECONDS(1), .calendar = CALENDAR(.minutes = EVERY_MINUTE)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
