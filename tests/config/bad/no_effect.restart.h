/* expect:
 * beat: restart.delay_ms: has no effect with RESTART_NEVER; remove it
 * beat: restart.delay_max_ms: has no effect with RESTART_NEVER; remove it
 * beat: restart.reset_ms: has no effect with RESTART_NEVER; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { RESTART_NEVER, .delay_ms = 100, .delay_max_ms = 50, .reset_ms = 1 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
