/* expect: beat: restart.failures.instead: tick is started at boot anyway; give a KIND_TASK */
#include "../base.h"

static const struct container tick = {
	.name = "tick", ORDINARY(102),
};

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_START, .instead = &tick) },
};

LIST(&tick, &beat);
const struct appliance appliance = { ORDINARY_MACHINE };
