/*
 * Containers to be entered: `plain` has little, `full` much, `admin` the uid 0 and no filter;
 * `spy` and `tracer` look for what enters them, `tracer` as root with the right to look at
 * everything. `brief` ends by itself, `tight` has room for nobody, `apart` has a user and a time
 * namespace, and `guest` lives in most of those of `apart`. `lodger` has files and processes of
 * `full`, `neighbour` is among the processes of the appliance. `screen` has a terminal.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container plain = {
	.name = "plain",
	.argv = ARGV("/test/serve"),
	.environment = ENVIRONMENT("LEVEL=3", "PATH=/nowhere:/test"),
	.directory = "/test",
	.root = { ROOT_HOST },
	.identity = USER(201, 301),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(64), .cpu_percent = 200, .processes = 160),
	.restart = { RESTART_NEVER },
	.stop = { .limit_ms = SECONDS(1) },
};

static const struct container full = {
	.name = "full",
	.argv = ARGV("/test/serve"),
	.directory = "/tmp",
	.hostname = "full.test",
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },
	.identity = { IDENTITY_USER, .uid = 202, .gid = 202, .groups = GROUPS(20, 29) },
	.caps = CAP(NET_BIND_SERVICE) | CAP(CHOWN),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1) },
		{ MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

static const struct container admin = {
	.name = "admin",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = ROOT_USER,
	.syscalls = SYSCALLS_UNRESTRICTED,
	.networks = NETWORKS({ NETWORK_HOST }),
	.limits = LIMITS(.memory_bytes = UNLIMITED, .processes = UNLIMITED),
};

static const struct container spy = {
	.name = "spy",
	.argv = ARGV("/test/inside", "hunt"),
	.root = { ROOT_HOST },
	.identity = USER(204, 204),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container tracer = {
	.name = "tracer",
	.argv = ARGV("/test/inside", "hunt"),
	.root = { ROOT_HOST },
	.identity = ROOT_USER,
	.caps = CAP(SYS_PTRACE),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container brief = {
	.name = "brief",
	.argv = ARGV("/test/serve", "exit", "0"),
	.root = { ROOT_HOST },
	.identity = USER(206, 206),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.restart = { RESTART_NEVER },
};

static const struct container tight = {
	.name = "tight",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(207, 207),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 2),
};

static const struct container apart = {
	.name = "apart",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(3, 4),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 65536 }),
		.gids = ID_RANGES({ 0, 200000, 65536 }) },
	.time = TIME_OFFSETS(.monotonic_s = 500, .boottime_s = 1000),
	.caps = CAP(CHOWN),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container guest = {
	.name = "guest",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(5, 6),
	.join = JOIN(.network = &apart, .ipc = &apart, .pid = &apart, .uts = &apart, .user = &apart,
		.time = &apart),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container lodger = {
	.name = "lodger",
	.argv = ARGV("/test/serve"),
	.identity = USER(211, 211),
	.join = JOIN(.mount = &full, .pid = &full),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container neighbour = {
	.name = "neighbour",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(212, 212),
	.shares = SHARE_PID,
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
};

static const struct container screen = {
	.name = "screen",
	.argv = ARGV("/test/inside", "wait"),
	.root = { ROOT_HOST },
	.terminal = true,
	.identity = USER(210, 210),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),
	.stop = { .limit_ms = SECONDS(1) },
};

static const struct container *const containers[] = { &plain, &full, &admin, &spy, &tracer, &brief,
	&tight, &apart, &guest, &lodger, &neighbour, &screen };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "exec",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.exec = true,
};
