/*
 * Services that write, for the tests of the logger and of /dev/log.
 */
#include <nsinit/container.h>

static const struct container counts = {
	.name = "counts",
	.argv = ARGV("/test/scribe", "count"),
	.root = { ROOT_HOST },
	.identity = USER(211, 211),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container floods = {
	.name = "floods",
	.argv = ARGV("/test/scribe", "flood"),
	.root = { ROOT_HOST },
	.identity = USER(212, 212),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container limited = {
	.name = "limited",
	.argv = ARGV("/test/scribe", "count"),
	.root = { ROOT_HOST },
	.identity = USER(213, 213),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.log = LOG(.rate = 50, .burst = 20),
};

static const struct container silent = {
	.name = "silent",
	.argv = ARGV("/test/scribe", "count"),
	.root = { ROOT_HOST },
	.identity = USER(214, 214),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.log = LOG(.none = true),
};

static const struct container *const containers[] = { &counts, &floods, &limited, &silent };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "logs",
	.containers = CONTAINERS(containers),
	.logs = LOGS(.syslog = true),
};
