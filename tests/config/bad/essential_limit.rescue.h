/* expect: beat: restart.failures.on_limit: FAILURE_RESCUE is not what .essentials says of it; leave it to .essentials */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101), .essential = true,
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_RESCUE) },
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
