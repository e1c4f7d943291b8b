/*
 * Hostile containers, and one that must not notice. Those that take what the machine shares wait
 * for SIGUSR1; the others try at once, say how it went, and then "end".
 */
#include <nsinit/container.h>
#include <signal.h>

#define ATTACK(...) .argv = ARGV("/test/attack", __VA_ARGS__), HOST, .restart = { RESTART_NEVER }
#define HOST        .root = { ROOT_HOST }
#define SMALL       .limits = LIMITS(.memory_bytes = MiB(8), .processes = 8)

static const struct container other = {
	.name = "other",
	.argv = ARGV("/test/stay"),
	HOST,
	.identity = USER(201, 201),
	SMALL,
};

/* Of one user's watches the kernel would give what fits in a 25th of the memory. */
static const struct container watches = {
	.name = "watches",
	ATTACK("watches"),
	.identity = ROOT_USER,
	.limits = LIMITS(.memory_bytes = MiB(32), .processes = 4),
};
/* And to all together an open file for every 10 KiB. */
static const struct container files = {
	.name = "files",
	ATTACK("files"),
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(32), .processes = 12),
};

/* No filter and no capability; in a user namespace of its own it would have them all. */
static const struct container lifts = {
	.name = "lifts",
	ATTACK("lift"),
	.identity = ROOT_USER,
	.syscalls = SYSCALLS_UNRESTRICTED,
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 8),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) }),
};

static const struct container writes = {
	.name = "writes",
	.kind = KIND_ONESHOT,
	ATTACK("write"),
	.identity = ROOT_USER,
	SMALL,
};
/* Owner of the running nsinit, which it may look at; the other is executed by what it is. */
static const struct container rewrites = {
	.name = "rewrites",
	.kind = KIND_ONESHOT,
	ATTACK("rewrite"),
	.identity = ROOT_USER,
	.caps = CAP(SYS_PTRACE),
	SMALL,
};
static const struct container scripted = {
	.name = "scripted",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/script"),
	HOST,
	.restart = { RESTART_NEVER },
	.identity = ROOT_USER,
	SMALL,
};
static const struct container traces = {
	.name = "traces",
	.kind = KIND_ONESHOT,
	ATTACK("maps"),
	.identity = USER(203, 203),
	.caps = CAP(SYS_PTRACE),
	SMALL,
};
static const struct container says = {
	.name = "says",
	.kind = KIND_ONESHOT,
	ATTACK("say"),
	.identity = USER(204, 204),
	SMALL,
};

/* Not hostile: what it was given must be of use. */
static const struct container owns = {
	.name = "owns",
	.kind = KIND_ONESHOT,
	ATTACK("own"),
	.identity = USER(205, 305),
	SMALL,
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64), .mode = 0700 }),
};
static const struct container aborts = {
	.name = "aborts",
	.argv = ARGV("/test/stay"),
	HOST,
	.identity = USER(206, 206),
	SMALL,
	.stop = { .signal = SIGABRT, .limit_ms = SECONDS(8) },
};

static const struct container *const containers[] = { &other, &watches, &files, &lifts, &writes,
	&rewrites, &scripted, &traces, &says, &owns, &aborts };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "attacks",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
