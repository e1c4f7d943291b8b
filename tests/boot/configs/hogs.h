/*
 * Three that take all they get, and two that must not notice.
 */
#include <nsinit/container.h>

#define HOST .root = { ROOT_HOST }

static const struct container forks = {
	.name = "forks",
	.argv = ARGV("/test/hog", "processes"),
	HOST,
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(16), .cpu_percent = 20, .processes = 12),
};
static const struct container eats = {
	.name = "eats",
	.argv = ARGV("/test/hog", "memory"),
	HOST,
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(12), .cpu_percent = 30, .processes = 4),
	.restart = { RESTART_ON_FAILURE, .delay_ms = 300, .delay_max_ms = 600 },
};
static const struct container floods = {
	.name = "floods",
	.argv = ARGV("/test/hog", "output"),
	HOST,
	.identity = USER(203, 203),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 40, .processes = 4),
};
static const struct container counts = {
	.name = "counts",
	.argv = ARGV("/test/stay", "says", "tick"),
	HOST,
	.identity = USER(204, 204),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};
static const struct container quiet = {
	.name = "quiet",
	.argv = ARGV("/test/stay"),
	HOST,
	.identity = USER(205, 205),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container *const containers[] = { &forks, &eats, &floods, &counts, &quiet };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "hogs",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
