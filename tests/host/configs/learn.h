/*
 * Containers that are learned from: `learns` does what it is told to through its log and waits,
 * `brief` ends at once, `bad` cannot be started, `wide` holds a capability. `strict` is not.
 */
#include <nsinit/container.h>

#define ORDINARY(n)                                                                                \
	.identity = USER(n, n), .root = { ROOT_HOST },                                             \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8), .restart = { RESTART_NEVER }

static const struct container learns = {
	.name = "learns",
	ORDINARY(201),
	.argv = ARGV("/test/calls", "stay"),
	.syscalls = SYSCALLS_LEARN,
};
static const struct container brief = {
	.name = "brief",
	.kind = KIND_ONESHOT,
	ORDINARY(202),
	.argv = ARGV("/test/calls", "local"),
	.syscalls = SYSCALLS_LEARN,
};
static const struct container wide = {
	.name = "wide",
	.kind = KIND_ONESHOT,
	ORDINARY(203),
	.argv = ARGV("/test/calls", "network", "rare", "root"),
	.caps = CAP(SYS_CHROOT),
	.syscalls = SYSCALLS_LEARN,
};
static const struct container bad = {
	.name = "bad",
	ORDINARY(204),
	.argv = ARGV("/test/nothing"),
	.syscalls = SYSCALLS_LEARN,
};
static const struct container refused = {
	.name = "refused",
	.kind = KIND_ONESHOT,
	ORDINARY(206),
	.argv = ARGV("/test/calls", "never"),
	.syscalls = SYSCALLS_LEARN,
};
static const struct container strict = {
	.name = "strict",
	ORDINARY(205),
	.argv = ARGV("/test/serve"),
};

static const struct container *const containers[] = { &learns, &brief, &wide, &bad, &refused,
	&strict };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "learn",
	.containers = CONTAINERS(containers),
	.exec = true,
	.learns = true,
};
