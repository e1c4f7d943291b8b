/* expect: beat: restart.failures.slow_ms: 300000 ms is less than restart.delay_max_ms, 600000 ms; give more */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .delay_max_ms = MINUTES(10), .failures = FAILURES(.limit = 3) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
