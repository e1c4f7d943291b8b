/* expect:
 * beat: nice: has no effect with SCHEDULER_IDLE; remove it
 * beat: scheduler.priority: has no effect without SCHEDULER_FIFO or SCHEDULER_RR; remove it
 * beat: io_priority.level: has no effect without IO_PRIORITY_REALTIME or IO_PRIORITY_BEST_EFFORT; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.scheduler = { SCHEDULER_IDLE, .priority = 1 },
	.nice = 5,
	.io_priority = { IO_PRIORITY_IDLE, .level = 3 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
