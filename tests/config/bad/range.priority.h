/* expect: beat: scheduler.priority: 0 is not within 1 to 99; give another number */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.scheduler = { SCHEDULER_FIFO },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
