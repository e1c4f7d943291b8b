/* expect: beat: timer.calendar.days: none of them is in one of the months; give days that exist */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.calendar = CALENDAR(.minutes = AT_MINUTE(0), .days = ON_DAY(30) | ON_DAY(31),
		.months = IN_FEBRUARY)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
