/* expect: beat: restart.failures.slow_ms: 1000 ms is less than restart.delay_max_ms, 30000 ms; give more */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .failures = FAILURES(.limit = 3, .slow_ms = 1000) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
