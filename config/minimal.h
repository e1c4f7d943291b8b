/*
 * The smallest useful appliance: one service, and a shell on the console.
 */
#include <nsinit/container.h>

static const struct container hello = {
	.name = "hello",
	.argv = ARGV("/bin/sh", "-c", "while sleep 5; do echo hello; done"),
	.root = { ROOT_HOST },
	.identity = USER(101, 101),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container *const containers[] = { &hello };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "minimal",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
