/*
 * Starts that are counted, broken and repeated: `budget` is what the budget of system calls is
 * about, one veth and three limits with default masks; `full` makes every call that a start can
 * make. Neither is started again by itself, so that a test drives every try.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };
static const struct bridge dmz = { .name = "dmz0",
	.address = CIDR4(10, 78, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0x78, 0, 0, 0, 0, 0, 1, 64) };

static const struct container budget = {
	.name = "budget",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 4),
	.restart = { RESTART_NEVER },
};

static const struct container full = {
	.name = "full",
	.argv = ARGV("/test/serve"),
	.environment = ENVIRONMENT("LEVEL=3"),
	.directory = "/tmp",
	.hostname = "full.test",
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },
	.identity = { IDENTITY_USER, .uid = 202, .gid = 202, .groups = GROUPS(20, 29) },
	.caps = CAP(NET_BIND_SERVICE) | CAP(CHOWN),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1), .mode = 01777 },
		{ MOUNT_BIND, .source = "/test", .target = "/test", .executable = true },
		{ MOUNT_BIND, .source = "/srv", .target = "/srv", .writable = true }),
	.landlock = LANDLOCK(.abi = LANDLOCK_AVAILABLE,
		.paths = LANDLOCK_PATHS({ "/test", LANDLOCK_READ | LANDLOCK_EXECUTE }),
		.bind = TCP_PORTS(80), .connect = TCP_PORTS(80)),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 3, 24),
				     .gateway = IP4(10, 77, 0, 1), .mtu = 1400 },
		{ NETWORK_VETH, .bridge = &dmz, .address = CIDR4(10, 78, 0, 3, 24),
			.address6 = CIDR6(0xfd00, 0x78, 0, 0, 0, 0, 0, 3, 64),
			.routes = ROUTES({ CIDR4(192, 168, 0, 0, 16), IP4(10, 78, 0, 1) }) },
		{ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 3, 32),
			.host_address = IP4(10, 80, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(16), .cpu_percent = 150, .processes = 8),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &budget, &full };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "starts",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan, &dmz),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") }, /* of a virtual machine */
};
