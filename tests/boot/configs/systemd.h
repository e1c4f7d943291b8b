/* Containers that `nsinit run` starts on a machine whose PID 1 is systemd. */
#include <nsinit/container.h>

static const struct container web = {
	.name = "web",
	.argv = ARGV("/bin/sleep", "100000"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 7),
	.stop = { .limit_ms = SECONDS(1) },
};

static const struct container dns = {
	.name = "dns",
	.argv = ARGV("/bin/sleep", "100000"),
	.root = { ROOT_HOST },
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 7),
	.stop = { .limit_ms = SECONDS(1) },
};

static const struct container *const containers[] = { &web, &dns };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "systemd",
	.foreground = true,
	.containers = CONTAINERS(containers),
};
