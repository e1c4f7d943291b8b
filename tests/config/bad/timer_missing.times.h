/* expect: beat: timer: is not given; give TIMER(.every_ms = SECONDS(n)) or TIMER(.calendar = CALENDAR()) */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.random_ms = 5),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
