/* expect: beat: restart.failures.on_limit: FAILURE_REBOOT is not what .essentials says of it; leave it to .essentials */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101), .essential = true,
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_REBOOT) },
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.watchdog = { .device = "/dev/watchdog", .timeout_s = 30 },
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_STARVE),
};
