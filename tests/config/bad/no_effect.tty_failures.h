/* expect: beat: restart.failures: has no effect with KIND_CONSOLE; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE,
	.restart = { .failures = FAILURES(.limit = 3) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
