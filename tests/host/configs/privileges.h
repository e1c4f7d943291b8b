/*
 * Containers that say everything about their processes, that say nothing, that let set-user-ID
 * programs be what they are, and that ask for what there is not.
 */
#include <nsinit/container.h>

#define ORDINARY(n)                                                                                \
	.kind = KIND_ONESHOT, .identity = USER(n, n),                                              \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8), .restart = { RESTART_NEVER }
#define LOOK .root = { ROOT_HOST }, .argv = ARGV("/test/privileges")
/* The tests give these files their bits. */
#define LOOK_AT_FILES                                                                              \
	.argv = ARGV("/test/privileges", "exec", "/test/setuid", "setuid", "/test/permitted",      \
		"permitted", "/test/inheritable", "inheritable", "/srv/setuid", "mount")
#define SERVE .root = { ROOT_HOST }, .argv = ARGV("/test/serve", "exit", "0")

static const struct container silent = { .name = "silent", ORDINARY(201), LOOK };

static const struct container says = {
	.name = "says",
	.kind = KIND_ONESHOT,
	LOOK,
	.identity = { IDENTITY_USER, .uid = 202, .gid = 203, .groups = GROUPS(20, 29) },
	.limits = LIMITS(.memory_bytes = MiB(64), .processes = 8),
	.restart = { RESTART_NEVER },
	.environment = ENVIRONMENT("HOME=/srv"),
	.caps = CAP(NET_BIND_SERVICE) | CAP(CHOWN),
	.rlimits = RLIMITS({ RESOURCE_AS, MiB(60), MiB(61) }, { RESOURCE_CORE, 0, KiB(4) },
		{ RESOURCE_CPU, 3600, 7200 }, { RESOURCE_DATA, MiB(32), MiB(33) },
		{ RESOURCE_FSIZE, MiB(1), MiB(2) }, { RESOURCE_MEMLOCK, 0, KiB(4) },
		{ RESOURCE_MSGQUEUE, 0, KiB(64) }, { RESOURCE_NICE, 0, 0 },
		{ RESOURCE_NOFILE, 64, 128 }, { RESOURCE_NPROC, 16, 17 }, { RESOURCE_RTPRIO, 0, 0 },
		{ RESOURCE_RTTIME, 1000000, UNLIMITED }, { RESOURCE_SIGPENDING, 8, 9 },
		{ RESOURCE_STACK, MiB(1), MiB(2) }),
	.umask = 027,
	.oom_score = 500,
	.nice = 7,
	.scheduler = { SCHEDULER_BATCH },
	.cpus = ON_CPU(0),
	.io_priority = { IO_PRIORITY_BEST_EFFORT, .level = 6 },
};

static const struct container idle = {
	.name = "idle",
	ORDINARY(204),
	LOOK,
	.syscalls = SYSCALLS_UNRESTRICTED, /* it looks at its keyring */
	.scheduler = { SCHEDULER_IDLE },
	.io_priority = { IO_PRIORITY_IDLE },
};

static const struct container eager = {
	.name = "eager",
	ORDINARY(205),
	LOOK,
	.syscalls = SYSCALLS_UNRESTRICTED,
	.nice = -9,
	.io_priority = { IO_PRIORITY_REALTIME, .level = 2 },
};

#define FILES                                                                                      \
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },                                  \
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/srv", .executable = true })

static const struct container closed = {
	.name = "closed", ORDINARY(206), FILES, LOOK_AT_FILES, .caps = CAP(CHOWN)
};

static const struct container opened = {
	.name = "opened",
	ORDINARY(207),
	FILES,
	LOOK_AT_FILES,
	.caps = CAP(CHOWN),
	.allow_setuid = true,
	.capability_sets = CAPABILITY_SETS(.bounding = CAP(NET_RAW) | CAP(SETUID),
		.inheritable = CAP(NET_RAW)),
};

/* The same with nothing but the bits. */
static const struct container narrow = {
	.name = "narrow", ORDINARY(208), FILES, LOOK_AT_FILES, .allow_setuid = true
};

/* As `opened`, with a layer over the files that have the bits. */
static const struct container layered = {
	.name = "layered",
	ORDINARY(219),
	.root = { ROOT_DIRECTORY, .source = "/containers/full", .overlay = OVERLAY_TMPFS,
		.size_bytes = MiB(1) },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/srv", .executable = true }),
	LOOK_AT_FILES,
	.caps = CAP(CHOWN),
	.allow_setuid = true,
	.capability_sets = CAPABILITY_SETS(.bounding = CAP(NET_RAW) | CAP(SETUID),
		.inheritable = CAP(NET_RAW)),
};

/* Its root is 100000 on the appliance, whose files are its root's; those of uid 0 are nobody's. */
static const struct container mapped = {
	.name = "mapped",
	ORDINARY(7),
	.root = { ROOT_DIRECTORY, .source = "/containers/mapped" },
	.argv = ARGV("/test/privileges", "exec", "/test/setuid", "setuid", "/test/permitted",
		"permitted", "/test/foreign", "foreign"),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }),
		.gids = ID_RANGES({ 0, 100000, 1000 }) },
	.caps = CAP(CHOWN),
	.allow_setuid = true,
	.capability_sets = CAPABILITY_SETS(.bounding = CAP(NET_RAW) | CAP(SETUID)),
};

/* For who enters it. */
static const struct container stays = {
	.name = "stays",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(209, 209),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
	.caps = CAP(CHOWN),
	.rlimits = RLIMITS({ RESOURCE_NOFILE, 64, 128 }),
	.umask = 027,
	.oom_score = 400,
	.nice = 4,
	.scheduler = { SCHEDULER_BATCH },
	.cpus = ON_CPU(0),
	.io_priority = { IO_PRIORITY_BEST_EFFORT, .level = 5 },
};

/* Asking for what there is not. */
static const struct container far_cpu = {
	.name = "far-cpu", ORDINARY(211), SERVE, .cpus = ON_CPU(0) | ON_CPU(63)
};
static const struct container no_cpu = {
	.name = "no-cpu", ORDINARY(212), SERVE, .cpus = ON_CPU(62) | ON_CPU(63)
};
static const struct container high_limit = { .name = "high-limit",
	ORDINARY(213),
	SERVE,
	.rlimits = RLIMITS({ RESOURCE_CORE, 0, 0 }, { RESOURCE_NOFILE, 8, 0x7fffffff }) };
static const struct container real_time = {
	.name = "real-time", ORDINARY(214), LOOK, .scheduler = { SCHEDULER_RR, .priority = 3 }
};
static const struct container precious = {
	.name = "precious", ORDINARY(215), LOOK, .oom_score = -900
};
static const struct container apparmor = {
	.name = "apparmor", ORDINARY(216), SERVE, .label = { LABEL_APPARMOR, "no-such-profile" }
};
static const struct container selinux = { .name = "selinux",
	ORDINARY(217),
	SERVE,
	.label = { LABEL_SELINUX, "system_u:system_r:init_t:s0" } };
static const struct container nosuid = {
	.name = "nosuid",
	ORDINARY(218),
	.root = { ROOT_DIRECTORY, .source = "/tmp/nosuid" },
	.argv = ARGV("/test/serve", "exit", "0"),
	.allow_setuid = true,
};

static const struct container *const containers[] = { &silent, &says, &idle, &eager, &closed,
	&opened, &narrow, &layered, &mapped, &stays, &far_cpu, &no_cpu, &high_limit, &real_time,
	&precious, &apparmor, &selinux, &nosuid };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "privileges",
	.containers = CONTAINERS(containers),
	.exec = true,
};
