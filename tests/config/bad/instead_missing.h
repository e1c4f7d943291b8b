/* expect: beat: restart.failures.instead: is not given; give a KIND_TASK that is listed before */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_START) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
