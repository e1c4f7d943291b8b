/*
 * Containers to be paused: one that hears its stop signal, one that does not, one that needs the
 * first, and one whose processes are among those of the appliance.
 */
#include <nsinit/container.h>

static const struct container ticks = {
	.name = "ticks",
	.argv = ARGV("/test/tick"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
	.stop = { .limit_ms = SECONDS(5) },
};

static const struct container deaf = {
	.name = "deaf",
	.argv = ARGV("/test/tick", "deaf"),
	.root = { ROOT_HOST },
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
	.stop = { .limit_ms = 300 },
};

static const struct container leans = {
	.name = "leans",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(203, 203),
	.needs = NEEDS(&ticks),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container near = {
	.name = "near",
	.argv = ARGV("/test/tick"),
	.root = { ROOT_HOST },
	.identity = USER(204, 204),
	.shares = SHARE_PID,
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container *const containers[] = { &ticks, &deaf, &leans, &near };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "pause",
	.containers = CONTAINERS(containers),
	.pause = true,
	.exec = true,
	.shutdown_limit_ms = SECONDS(10),
};
