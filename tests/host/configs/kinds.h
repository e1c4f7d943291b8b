/*
 * File systems of the kernel, mounted by the config: each kind, where it is mounted beside what
 * every container has, and where instead of it; as root inside, with and without ids of its own.
 */
#include <nsinit/container.h>

#define LIMITED .limits = LIMITS(.memory_bytes = MiB(16), .processes = 6)
#define ONCE    .restart = { RESTART_NEVER }
/* clang-format off */
#define PROGRAM_MOUNT { MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }
/* clang-format on */
#define EMPTY_ROOT .root = { ROOT_TMPFS, .size_bytes = KiB(64) }
#define OWN_IDS(n)                                                                                 \
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, n, 10000 }),                                 \
		.gids = ID_RANGES({ 0, n, 10000 }) }

/* Every kind beside the usual ones; a procfs in particular, with every mask. */
#define BESIDE                                                                                     \
	.argv = ARGV("/test/kinds", "write", "/p/sys/kernel/domainname", "write", "/p/timer_list", \
		"read", "/p/timer_list", "write", "/p/self/comm", "list", "/p/acpi", "write",      \
		"/s/kernel/mm/ksm/run", "list", "/s/firmware", "queue", "/q", "list", "/q",        \
		"terminal", "/t", "list", "/t", "list", "/dev/pts", "fill", "/m/a", "list", "/g"), \
	EMPTY_ROOT, .caps = CAP(SETUID) | CAP(SETGID),                                             \
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_PROC, .target = "/p" },                            \
		{ MOUNT_SYSFS, .target = "/s" }, { MOUNT_MQUEUE, .target = "/q" },                 \
		{ MOUNT_DEVPTS, .target = "/t" },                                                  \
		{ MOUNT_SHM, .target = "/m", .size_bytes = KiB(16) },                              \
		{ MOUNT_CGROUP, .target = "/g" }),                                                 \
	LIMITED, ONCE

static const struct container beside = { .name = "beside", .identity = ROOT_USER, BESIDE };
static const struct container ranges = {
	.name = "ranges",
	.identity = ROOT_USER,
	OWN_IDS(100000),
	BESIDE,
};

/* The same, but its root is an image of the appliance that cannot be written. */
static const struct container fixed = {
	.name = "fixed",
	.argv = ARGV("/test/kinds", "list", "/p/self/task", "list", "/q", "fill", "/m/a"),
	.root = { ROOT_DIRECTORY, .source = "/containers/fixed" },
	.identity = USER(301, 301),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(16) },
		{ MOUNT_BIND, .source = "/srv", .target = "/srv" }, { MOUNT_PROC, .target = "/p" },
		{ MOUNT_SYSFS, .target = "/s" }, { MOUNT_MQUEUE, .target = "/q" },
		{ MOUNT_DEVPTS, .target = "/t" },
		{ MOUNT_SHM, .target = "/m", .size_bytes = KiB(16) },
		{ MOUNT_CGROUP, .target = "/g" }),
	LIMITED,
	ONCE,
};

/* Instead of the usual ones, and where the usual ones have a place for them. */
#define INSTEAD                                                                                    \
	.argv = ARGV("/test/kinds", "list", "/proc", "fill", "/dev/shm/a", "queue", "/dev/mqueue", \
		"list", "/dev/mqueue", "list", "/sys/fs/cgroup"),                                  \
	EMPTY_ROOT,                                                                                \
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_PROC, .target = "/proc", .pids_only = true },      \
		{ MOUNT_SHM, .target = "/dev/shm", .size_bytes = KiB(16) },                        \
		{ MOUNT_MQUEUE, .target = "/dev/mqueue" },                                         \
		{ MOUNT_CGROUP, .target = "/sys/fs/cgroup" }),                                     \
	LIMITED, ONCE

static const struct container instead = { .name = "instead", .identity = USER(302, 302), INSTEAD };
static const struct container other = {
	.name = "other",
	.identity = USER(303, 303),
	OWN_IDS(200000),
	INSTEAD,
};

/* What a process shows to others: the default one, and each that the config can ask for. */
static const struct container hidden = {
	.name = "hidden",
	.argv = ARGV("/test/kinds", "hidden", "/proc", "hidden", "/invisible", "hidden", "/closed",
		"hidden", "/open", "hidden", "/ptraceable"),
	EMPTY_ROOT,
	.identity = ROOT_USER,
	.caps = CAP(SETUID) | CAP(SETGID),
	.mounts = MOUNTS(PROGRAM_MOUNT,
		{ MOUNT_PROC, .target = "/invisible", .hidepid = HIDEPID_INVISIBLE },
		{ MOUNT_PROC, .target = "/closed", .hidepid = HIDEPID_CLOSED },
		{ MOUNT_PROC, .target = "/open", .hidepid = HIDEPID_OPEN },
		{ MOUNT_PROC, .target = "/ptraceable", .hidepid = HIDEPID_PTRACEABLE }),
	LIMITED,
	ONCE,
};

/* A group that is its user's to divide, and one that is not. */
static const struct container given = {
	.name = "given",
	.argv = ARGV("/test/kinds", "group", "/g/unified"),
	EMPTY_ROOT,
	.identity = USER(304, 304),
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_CGROUP, .target = "/g", .writable = true }),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 6, .delegate = true),
	ONCE,
};
static const struct container kept = {
	.name = "kept",
	.argv = ARGV("/test/kinds", "group", "/g/unified"),
	EMPTY_ROOT,
	.identity = USER(305, 305),
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_CGROUP, .target = "/g" }),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 6, .delegate = true),
	ONCE,
};

static const struct container *const containers[] = { &beside, &ranges, &fixed, &instead, &other,
	&hidden, &given, &kept };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "kinds",
	.containers = CONTAINERS(containers),
};
