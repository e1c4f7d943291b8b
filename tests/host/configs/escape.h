/* A container whose working directory is what the image says, and whose image has a /dev. */
#include <nsinit/container.h>

static const struct container wanders = {
	.name = "wanders",
	.argv = ARGV("/test/serve", "tell"),
	.directory = "/link",
	.terminal = true,
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },
	.identity = ROOT_USER,
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &wanders };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "escape",
	.containers = CONTAINERS(containers),
};
