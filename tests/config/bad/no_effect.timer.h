/* expect: beat: timer: has no effect without KIND_TIMER; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.timer = TIMER(.every_ms = SECONDS(1)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
