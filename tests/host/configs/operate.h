/*
 * Containers that nsctl looks at and speaks to: a tree of needs, one that wants all processor time,
 * one whose child is killed for want of memory, one that ended badly.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8)

static const struct container base = {
	.name = "base",
	.argv = ARGV("/test/serve"),
	COMMON(201),
};

static const struct container obeys = {
	.name = "obeys",
	.argv = ARGV("/test/obey"),
	COMMON(202),
	.needs = NEEDS(&base),
};

static const struct container spins = {
	.name = "spins",
	.argv = ARGV("/test/obey", "spin"),
	.root = { ROOT_HOST },
	.identity = USER(203, 203),
	.needs = NEEDS(&base),
	.limits = LIMITS(.memory_bytes = MiB(16), .cpu_percent = 10, .processes = 8),
};

static const struct container starved = {
	.name = "starved",
	.argv = ARGV("/test/obey", "starve"),
	COMMON(204),
};

static const struct container ended = {
	.name = "ended",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/serve", "exit", "3"),
	COMMON(205),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &base, &obeys, &spins, &starved, &ended };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "controlled",
	.containers = CONTAINERS(containers),
	.events = true,
	.pause = true,
	.signal = true,
};
