/*
 * Services whose lines go to files, for the tests of those.
 */
#include <nsinit/container.h>

static const struct container counts = {
	.name = "counts",
	.argv = ARGV("/test/scribe", "count"),
	.root = { ROOT_HOST },
	.identity = USER(221, 221),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.log = LOG(.file = true),
};

static const struct container floods = {
	.name = "floods",
	.argv = ARGV("/test/scribe", "flood"),
	.root = { ROOT_HOST },
	.identity = USER(222, 222),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	/* Slow enough for the files: nothing of it is lost. */
	.log = LOG(.file = true, .rate = 4000, .burst = 100),
};

static const struct container apart = {
	.name = "apart",
	.argv = ARGV("/test/scribe", "count"),
	.root = { ROOT_HOST },
	.identity = USER(223, 223),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container *const containers[] = { &counts, &floods, &apart };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "logfiles",
	.reexec = true,
	.containers = CONTAINERS(containers),
	.logs = LOGS(.directory = "/data/logs", .file_bytes = KiB(16), .files = 4,
		.total_bytes = KiB(56)),
};
