/*
 * uses: ROOT_HOST SYSCALLS_DEFAULT LIMITS FAILURES ESSENTIAL CONSOLE_SHELL
 * shows: essential: beat: rescue, after 120000 ms at the latest
 */
/* What follows the end of an essential container may be said by itself too, as the same. */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101), .essential = true,
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_RESCUE) },
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.seed = SEED_NONE,
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_RESCUE),
};
