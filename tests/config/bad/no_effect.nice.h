/* expect: beat: nice: has no effect with SCHEDULER_FIFO and SCHEDULER_RR; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.scheduler = { SCHEDULER_RR, .priority = 99 },
	.nice = -1,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
