/*
 * A machine that boots from a disk of its own.
 */
#include <nsinit/container.h>

static const struct container stay = {
	.name = "stay",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container *const containers[] = { &stay };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "disk",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
