/* expect:
 * beat: restart.failures.instead: has no effect without FAILURE_START; remove it
 * beat: restart.failures.slow_ms: has no effect without FAILURE_RETRY; remove it
 */
#include "../base.h"

static const struct container tick = {
	.name = "tick", ORDINARY(102), .kind = KIND_TASK,
};

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_REBOOT, .slow_ms = 90000,
			     .instead = &tick) },
};

LIST(&tick, &beat);
const struct appliance appliance = { ORDINARY_MACHINE };
