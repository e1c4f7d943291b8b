/* expect: beat: timer.calendar.minutes: is not given; give AT_MINUTE(n) | AT_MINUTE(n), or EVERY_MINUTE */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.calendar = CALENDAR(.hours = AT_HOUR(3))),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
