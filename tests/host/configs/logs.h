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

static const struct container *const containers[] = { &counts, &floods };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "logs",
	.containers = CONTAINERS(containers),
	.logs = LOGS(.syslog = true),
};
