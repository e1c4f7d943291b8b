/* A service with a terminal, and one that could not get one. */
#include <nsinit/container.h>

static const struct container shell = {
	.name = "shell",
	.argv = ARGV("/test/serve", "tell"),
	.root = { ROOT_HOST },
	.terminal = true,
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container broken = {
	.name = "broken",
	.argv = ARGV("/test/nothing"),
	.root = { ROOT_HOST },
	.terminal = true,
	.identity = USER(203, 203),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &shell, &broken };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "terminal",
	.containers = CONTAINERS(containers),
};
