/*
 * One whose root is on a file system that stops answering, and two that live beside it.
 */
#include <nsinit/container.h>

#define LIMITED .limits = LIMITS(.memory_bytes = MiB(8), .processes = 8)

static const struct container stuck = {
	.name = "stuck",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_DIRECTORY, .source = "/run/stuck/root" },
	.identity = USER(201, 201),
	LIMITED,
	.restart = { RESTART_NEVER },
	.start_limit_ms = 800,
};
static const struct container other = {
	.name = "other",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(202, 202),
	LIMITED,
};
static const struct container third = {
	.name = "third",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(203, 203),
	.needs = NEEDS(&other),
	LIMITED,
};

static const struct container *const containers[] = { &stuck, &other, &third };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "stuck",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.pause = true,
	.shutdown_limit_ms = SECONDS(5),
};
