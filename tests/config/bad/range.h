/* expect:
 * beat: oom_score: -1000 is not within -999 to 1000; give another number
 * beat: nice: 20 is not within -20 to 19; give another number
 * beat: io_priority.level: 8 is not within 0 to 7; give another number
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.nice = 20,
	.oom_score = -1000,
	.io_priority = { IO_PRIORITY_REALTIME, .level = 8 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
