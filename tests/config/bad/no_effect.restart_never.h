/* expect:
 * beat: restart.jitter_percent: has no effect with RESTART_NEVER; remove it
 * beat: restart.failures: has no effect with RESTART_NEVER; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { RESTART_NEVER, .jitter_percent = 10, .failures = FAILURES(.limit = 3) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
