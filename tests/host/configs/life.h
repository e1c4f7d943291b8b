/*
 * Containers that fail, restart themselves, run after others and are lost without them; and tasks
 * that nobody starts but the tests, two of which are the end of others.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)
#define SERVE    .argv = ARGV("/test/serve")
#define FAIL     .argv = ARGV("/test/serve", "exit", "7")
#define SUCCEED  .argv = ARGV("/test/serve", "exit", "0")
#define DELAY_MS .delay_ms = 20, .delay_max_ms = 20

static const struct container vpn = {
	.name = "vpn",
	SERVE,
	COMMON(201),
	.restart = { .delay_ms = 300, .delay_max_ms = 300, .jitter_percent = 50 },
};

static const struct container routes = {
	.name = "routes",
	.kind = KIND_ONESHOT,
	SUCCEED,
	COMMON(202),
	.each_start_of = &vpn,
};

static const struct container user = {
	.name = "user",
	SERVE,
	COMMON(203),
	.needs = NEEDS(&routes),
};

static const struct container stay = { .name = "stay", SERVE, COMMON(204), .needs = NEEDS(&vpn) };

static const struct container both = {
	.name = "both",
	SERVE,
	COMMON(205),
	.needs = NEEDS(&vpn),
	.need_lost = NEED_LOST_RESTART,
};

/* Killed, it has failed for good. */
static const struct container fragile = {
	.name = "fragile",
	SERVE,
	COMMON(206),
	.restart = { RESTART_NEVER },
};

static const struct container stop = {
	.name = "stop",
	SERVE,
	COMMON(207),
	.needs = NEEDS(&fragile),
	.need_lost = NEED_LOST_STOP,
};

static const struct container task = {
	.name = "task",
	.kind = KIND_TASK,
	SUCCEED,
	COMMON(208),
};

static const struct container fallback = {
	.name = "fallback",
	.kind = KIND_TASK,
	SERVE,
	COMMON(209),
};

static const struct container limited = {
	.name = "limited",
	FAIL,
	COMMON(210),
	.restart = { DELAY_MS,
		.failures = FAILURES(.limit = 3, .on_limit = FAILURE_START, .instead = &fallback) },
};

static const struct container slow = {
	.name = "slow",
	FAIL,
	COMMON(211),
	.restart = { DELAY_MS, .failures = FAILURES(.limit = 2, .slow_ms = 700) },
};

static const struct container good = {
	.name = "good",
	.argv = ARGV("/test/serve", "exit", "3"),
	COMMON(212),
	.success = EXITS(3),
};

static const struct container reboots = {
	.name = "reboots",
	.argv = ARGV("/test/life", "reboot"),
	COMMON(213),
	.caps = CAP(SYS_BOOT),
	.restart = { RESTART_NEVER },
};

static const struct container ends = {
	.name = "ends",
	.argv = ARGV("/test/life", "poweroff"),
	COMMON(214),
	.caps = CAP(SYS_BOOT),
};

static const struct container reboot = {
	.name = "reboot",
	.kind = KIND_TASK,
	FAIL,
	COMMON(215),
	.restart = { DELAY_MS, .failures = FAILURES(.limit = 2, .on_limit = FAILURE_REBOOT) },
};

static const struct container rescue = {
	.name = "rescue",
	.kind = KIND_TASK,
	FAIL,
	COMMON(216),
	.restart = { DELAY_MS, .failures = FAILURES(.limit = 2, .on_limit = FAILURE_RESCUE) },
};

static const struct container *const containers[] = { &vpn, &routes, &user, &stay, &both, &fragile,
	&stop, &task, &fallback, &limited, &slow, &good, &reboots, &ends, &reboot, &rescue };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "life",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
