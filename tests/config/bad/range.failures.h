/* expect: beat: restart.failures.limit: 0 is not within 1 to 1000; give another number */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .failures = FAILURES(.on_limit = FAILURE_REBOOT) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
