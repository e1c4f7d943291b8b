/*
 * Starts that go wrong, each in another step; ends of every kind under every rule of restart; and
 * needs that are down.
 */
#include <nsinit/container.h>

#define LIMITED .limits = LIMITS(.memory_bytes = MiB(8), .processes = 8)
#define ROOTED  .root = { ROOT_HOST }
/* Long enough to look at the machine before the next try. */
#define SLOWLY                                                                                     \
	.restart = { RESTART_ON_FAILURE, .delay_ms = SECONDS(20), .delay_max_ms = SECONDS(60) }
#define STAY .argv = ARGV("/test/stay"), ROOTED, LIMITED

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

/* Step "root". */
static const struct container bad_root = {
	.name = "bad-root",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_DIRECTORY, .source = "/containers/none" },
	.identity = USER(201, 201),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 11, 24) }),
	LIMITED,
	SLOWLY,
};
/* Step "exec", with all that a start makes. */
static const struct container bad_program = {
	.name = "bad-program",
	.argv = ARGV("/test/missing"),
	ROOTED,
	.identity = USER(202, 202),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 12, 24) }),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) }),
	LIMITED,
	SLOWLY,
};
/* Step "mount", the second. */
static const struct container bad_mount = {
	.name = "bad-mount",
	.argv = ARGV("/test/stay"),
	ROOTED,
	.identity = USER(203, 203),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) },
		{ MOUNT_TMPFS, .target = "/no/such/place", .size_bytes = KiB(64) }),
	LIMITED,
	SLOWLY,
};
/* Its end is the failure. */
static const struct container bad_end = {
	.name = "bad-end",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/stay", "exit", "3"),
	ROOTED,
	.identity = USER(204, 204),
	LIMITED,
	.restart = { RESTART_NEVER },
};
static const struct container needs_bad = {
	.name = "needs-bad",
	STAY,
	.identity = USER(205, 205),
	.needs = NEEDS(&bad_end),
};

/* Tries again and again: 100, 200, 400, 800, 800 ... */
static const struct container tries = {
	.name = "tries",
	.argv = ARGV("/test/stay", "exit", "1"),
	ROOTED,
	.identity = USER(206, 206),
	LIMITED,
	.restart = { RESTART_ON_FAILURE, .delay_ms = 100, .delay_max_ms = 800 },
};

/* Ends well and badly under each rule; the delays keep them apart. */
#define LATE .delay_ms = SECONDS(30), .delay_max_ms = SECONDS(30)
#define ENDS(name_, id, code, ...)                                                                 \
	{                                                                                          \
		.name = name_, .argv = ARGV("/test/stay", "exit", code), ROOTED,                   \
		.identity = USER(id, id), LIMITED, .restart = { __VA_ARGS__ },                     \
	}
static const struct container good_failure =
	ENDS("good-failure", 211, "0", RESTART_ON_FAILURE, LATE);
static const struct container good_always = ENDS("good-always", 212, "0", RESTART_ALWAYS, LATE);
static const struct container good_never = ENDS("good-never", 213, "0", RESTART_NEVER);
static const struct container bad_failure = ENDS("bad-failure", 214, "9", RESTART_ON_FAILURE, LATE);
static const struct container bad_always = ENDS("bad-always", 215, "9", RESTART_ALWAYS, LATE);
static const struct container bad_never = ENDS("bad-never", 216, "9", RESTART_NEVER);

/* A chain of needs. */
static const struct container first = {
	.name = "first",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/bin/sh", "-c", "sleep 0.3"),
	ROOTED,
	.identity = USER(221, 221),
	LIMITED,
};
static const struct container second = {
	.name = "second",
	STAY,
	.identity = USER(222, 222),
	.needs = NEEDS(&first),
};
static const struct container third = {
	.name = "third",
	STAY,
	.identity = USER(223, 223),
	.needs = NEEDS(&second),
};
/* What others do must not matter to it. */
static const struct container bystander = {
	.name = "bystander",
	STAY,
	.identity = USER(224, 224),
	.restart = { RESTART_ALWAYS },
};

/* All that is known of Landlock, which is more than many kernels have; and the least of it. */
static const struct container whole_landlock = {
	.name = "whole-landlock",
	STAY,
	.identity = USER(231, 231),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/test", LANDLOCK_READ | LANDLOCK_EXECUTE })),
	.restart = { RESTART_NEVER },
};
static const struct container least_landlock = {
	.name = "least-landlock",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/bin/sh", "-c",
		"head -n 1 /etc/passwd; head -n 1 /etc/group || echo denied; echo end"),
	ROOTED,
	.identity = ROOT_USER,
	.caps = CAP(DAC_OVERRIDE),
	LIMITED,
	.landlock = LANDLOCK(.abi = 1, .paths = LANDLOCK_PATHS({ "/bin", LANDLOCK_READ | LANDLOCK_EXECUTE },
					       { "/etc/passwd", LANDLOCK_READ })),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &bad_root, &bad_program, &bad_mount, &bad_end,
	&needs_bad, &tries, &good_failure, &good_always, &good_never, &bad_failure, &bad_always,
	&bad_never, &first, &second, &third, &bystander, &whole_landlock,
	&least_landlock };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "failures",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
