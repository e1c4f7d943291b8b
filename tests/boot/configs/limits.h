/*
 * Every limit that control groups have, policies and limits that take privilege on the appliance's
 * side, and labels. What is not for both versions of control groups stands alone, so that its start
 * fails alone.
 */
#include <nsinit/container.h>

#define STAYS .argv = ARGV("/test/stay"), .root = { ROOT_HOST }, .restart = { RESTART_NEVER }
#define LIMITED(...)                                                                               \
	STAYS, .limits = LIMITS(.memory_bytes = MiB(16), .processes = 8, ##__VA_ARGS__)

/* What both versions can express. */
static const struct container both = {
	.name = "both",
	STAYS,
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(32), .memory_low_bytes = MiB(8),
		.swap_bytes = MiB(16), .cpu_percent = 50, .cpu_period_us = 50000,
		.cpu_burst_us = 10000, .cpu_weight = 200, .processes = 9, .cpus = "1",
		.memory_nodes = "0",
		.io = IO_LIMITS({ 7, 0, .read_bytes = MiB(8), .write_bytes = MiB(4),
					.read_operations = 500, .write_operations = 100 },
			{ 7, 1, .read_operations = 50 }),
		.hugetlb = HUGETLB({ MiB(2), MiB(4) }),
		.raw = RAW({ "cgroup.max.depth", "3", .optional = true },
			{ "cpu.shares", "512", .optional = true })),
};

static const struct container high = {
	.name = "high", .identity = USER(202, 202), LIMITED(.memory_high_bytes = MiB(12))
};
static const struct container least = {
	.name = "least", .identity = USER(203, 203), LIMITED(.memory_min_bytes = MiB(2))
};
static const struct container whole = {
	.name = "whole", .identity = USER(204, 204), LIMITED(.oom = OOM_CONTAINER)
};
static const struct container single = {
	.name = "single", .identity = USER(205, 205), LIMITED(.oom = OOM_PROCESS)
};
static const struct container swaps = {
	.name = "swaps",
	.identity = USER(206, 206),
	LIMITED(.swap_bytes = MiB(8), .swappiness = 10),
};
static const struct container weighs = {
	.name = "weighs", .identity = USER(207, 207), LIMITED(.io_weight = 320)
};
static const struct container given = {
	.name = "given", .identity = USER(208, 208), LIMITED(.delegate = true)
};
static const struct container nobody = {
	.name = "nobody",
	.identity = USER(209, 209),
	LIMITED(.io = IO_LIMITS({ 259, 99, .read_bytes = MiB(1) })),
};
static const struct container unknown = {
	.name = "unknown", .identity = USER(210, 210), LIMITED(.raw = RAW({ "memory.no", "1" }))
};
static const struct container refused = {
	.name = "refused", .identity = USER(211, 211), LIMITED(.raw = RAW({ "pids.max", "many" }))
};

/* Beyond what an unprivileged process may ask for. */
static const struct container first = {
	.name = "first",
	.identity = USER(220, 220),
	LIMITED(),
	.scheduler = { SCHEDULER_FIFO, .priority = 10 },
	.cpus = ON_CPU(1),
	.oom_score = -500,
	.io_priority = { IO_PRIORITY_REALTIME, .level = 3 },
	.rlimits = RLIMITS({ RESOURCE_NOFILE, 3000, 6000 }, { RESOURCE_MEMLOCK, MiB(1), UNLIMITED },
		{ RESOURCE_RTPRIO, 0, 20 }),
};
static const struct container turns = {
	.name = "turns",
	.identity = USER(221, 221),
	LIMITED(),
	.scheduler = { SCHEDULER_RR, .priority = 5 },
	.oom_score = -999,
};
static const struct container eager = {
	.name = "eager", .identity = USER(222, 222), LIMITED(), .nice = -20
};

static const struct container confined = {
	.name = "confined",
	.identity = USER(230, 230),
	LIMITED(),
	.label = { LABEL_APPARMOR, "nsinit-test" },
};
static const struct container typed = {
	.name = "typed",
	.identity = USER(231, 231),
	LIMITED(),
	.label = { LABEL_SELINUX, "system_u:system_r:confined_t" },
};

static const struct container *const containers[] = { &both, &high, &least, &whole, &single, &swaps,
	&weighs, &given, &nobody, &unknown, &refused, &first, &turns, &eager, &confined, &typed };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "limits",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.exec = true,
};
