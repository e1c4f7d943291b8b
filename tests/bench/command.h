/* `alone` of start.h for `nsinit run` on this machine. */
#include <nsinit/container.h>

static const struct container command = {
	.name = "command",
	.argv = ARGV("/test/serve", "exit", "0"),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-bench" },
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 4),
};

static const struct container *const containers[] = { &command };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "bench",
	.containers = CONTAINERS(containers),
	.foreground = true,
};
