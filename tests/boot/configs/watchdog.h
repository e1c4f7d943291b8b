/*
 * A machine with a watchdog, at the shortest time it can be given, which starves when its essential
 * container has failed for good: when it is killed.
 */
#include <nsinit/container.h>

static const struct container stay = {
	.name = "stay",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.essential = true,
	.restart = { RESTART_NEVER },
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container *const containers[] = { &stay };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "watchdog",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.watchdog = { .device = "/dev/watchdog", .timeout_s = 2 },
	.reexec = true,
	.fault = FAULT_REEXEC,
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_STARVE),
};
