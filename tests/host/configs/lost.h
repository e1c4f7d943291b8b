/*
 * One essential container, which fails for good some moments after it was started.
 */
#include <nsinit/container.h>

static const struct container stay = {
	.name = "stay",
	.argv = ARGV("/test/serve", "exit", "7"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.essential = true,
	.restart = { .delay_ms = 1000,
		.failures = FAILURES(.limit = 2, .on_limit = FAILURE_RETRY) },
};

static const struct container *const containers[] = { &stay };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "lost",
	.containers = CONTAINERS(containers),
	.essentials = ESSENTIALS(.grace_ms = SECONDS(2)),
};
