/* expect: beat: restart.failures.on_limit: there is no console to rescue anything from; give the appliance CONSOLE_SHELL */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_RESCUE) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
