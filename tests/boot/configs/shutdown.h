/*
 * The way out: a chain of needs that must end in reverse, one that ignores the signal to end, and
 * one that can be frozen.
 */
#include <nsinit/container.h>

#define HOST    .root = { ROOT_HOST }
#define LIMITED .limits = LIMITS(.memory_bytes = MiB(8), .processes = 8)
#define SOON    .stop = { .limit_ms = 1000 }

static const struct container base = {
	.name = "base",
	.argv = ARGV("/test/stay"),
	HOST,
	LIMITED,
	SOON,
	.identity = USER(201, 201),
};
static const struct container middle = {
	.name = "middle",
	.argv = ARGV("/test/stay"),
	HOST,
	LIMITED,
	SOON,
	.identity = USER(202, 202),
	.needs = NEEDS(&base),
};
static const struct container top = {
	.name = "top",
	.argv = ARGV("/test/stay"),
	HOST,
	LIMITED,
	SOON,
	.identity = USER(203, 203),
	.after = AFTER(&middle),
};
static const struct container deaf = {
	.name = "deaf",
	.argv = ARGV("/test/stay", "ignore"),
	HOST,
	LIMITED,
	.identity = USER(204, 204),
	.stop = { .limit_ms = 700 },
};

static const struct container *const containers[] = { &base, &middle, &top, &deaf };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "shutdown",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.shutdown_limit_ms = SECONDS(4),
};
