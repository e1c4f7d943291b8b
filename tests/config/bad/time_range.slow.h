/* expect: beat: restart.failures.slow_ms: 86400001 ms is not within 1 to 86400000 ms; give milliseconds or SECONDS(n), or leave it out for the default */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .failures = FAILURES(.limit = 3, .slow_ms = 86400001) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
