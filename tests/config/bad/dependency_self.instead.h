/* expect: beat: restart.failures.instead: is the container itself; remove it */
#include "../base.h"

static const struct container beat;
static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_START, .instead = &beat) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
