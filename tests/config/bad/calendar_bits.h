/* expect: beat: timer.calendar.minutes: 0xf000000000000000 has bits of nothing; give AT_MINUTE(n) | AT_MINUTE(n)
 * beat: timer.calendar.hours: 0x1000000 has bits of nothing; give AT_HOUR(n) | AT_HOUR(n)
 * beat: timer.calendar.days: 0x1 has bits of nothing; give ON_DAY(n) | ON_DAY(n)
 * beat: timer.calendar.months: 0x2001 has bits of nothing; give IN_JANUARY | IN_FEBRUARY
 * beat: timer.calendar.weekdays: 0x80 has bits of nothing; give ON_MONDAY | ON_TUESDAY
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.calendar = CALENDAR(.minutes = UINT64_MAX, .hours = 1U << 24, .days = 3,
		.months = 1U << 13 | 3, .weekdays = 1U << 7)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
