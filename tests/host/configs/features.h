/*
 * Containers whose starts are repeated, broken and killed. `whole` has all that a container can
 * have at once, with limits that the control groups of both versions know; `guest` lives in its
 * namespaces and has a root of its own; `plain` has no user namespace. AGAIN says when they start
 * again.
 */
#include <nsinit/container.h>

#ifndef AGAIN
#define AGAIN .restart = { RESTART_NEVER }
#endif

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1, 64) };

static const struct container whole = {
	.name = "whole",
	.argv = ARGV("/test/serve"),
	.environment = ENVIRONMENT("LEVEL=3"),
	.directory = "/tmp",
	.hostname = "whole.test",
	.terminal = true,
	.root = { ROOT_SQUASHFS, .source = "/images/whole", .overlay = OVERLAY_TMPFS,
		.size_bytes = MiB(1) },
	.identity = { IDENTITY_USER, .uid = 202, .gid = 202, .groups = GROUPS(20, 29) },
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 100 }, { 200, 100200, 10 }),
		.gids = ID_RANGES({ 0, 100000, 100 }, { 200, 100200, 10 }) },
	.time = TIME_OFFSETS(.monotonic_s = 60, .boottime_s = 3600),
	.caps = CAP(NET_BIND_SERVICE) | CAP(CHOWN),
	.rlimits = RLIMITS(
		{ RESOURCE_CORE, 0, 0 }, { RESOURCE_NOFILE, 64, 128 }, { RESOURCE_NPROC, 16, 16 }),
	.umask = 027,
	.oom_score = 500,
	.nice = 3,
	.scheduler = { SCHEDULER_BATCH },
	.cpus = ON_CPU(0),
	.io_priority = { IO_PRIORITY_BEST_EFFORT, .level = 6 },
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1), .mode = 01777 },
		{ MOUNT_BIND, .source = "/srv", .target = "/made/srv", .writable = true,
			.idmap = ID_RANGES({ 202, 5000, 1 }) },
		{ MOUNT_BIND, .source = "/data", .target = "/data", .recursive = true },
		{ MOUNT_BIND, .source = "/data/later", .target = "/later", .writable = true,
			.executable = true, .propagation = PROPAGATION_SLAVE },
		{ MOUNT_MQUEUE, .target = "/dev/mqueue" }),
	.landlock = LANDLOCK(.abi = LANDLOCK_AVAILABLE,
		.paths = LANDLOCK_PATHS({ "/test", LANDLOCK_READ | LANDLOCK_EXECUTE }),
		.bind = TCP_PORTS(80), .connect = TCP_PORTS(80)),
	.masked = PATHS("/proc/uptime", "/etc/keys"),
	.read_only = PATHS("/etc"),
	.networks = NETWORKS(
		{ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 3, 24),
			.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 3, 64),
			.gateway = IP4(10, 77, 0, 1),
			.gateway6 = IP6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1), .mtu = 1400,
			.queue_length = 100,
			.routes = ROUTES({ CIDR4(192, 168, 0, 0, 16), IP4(10, 77, 0, 1) }) },
		{ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 3, 32),
			.host_address = IP4(10, 80, 0, 1),
			.address6 = CIDR6(0xfd00, 0x80, 0, 0, 0, 0, 0, 3, 128),
			.host_address6 = IP6(0xfd00, 0x80, 0, 0, 0, 0, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(16), .memory_low_bytes = MiB(2), .cpu_percent = 150,
		.cpu_period_us = 50000, .cpu_burst_us = 10000, .cpu_weight = 200, .cpus = "0-1",
		.memory_nodes = "0", .processes = 8,
		.raw = RAW({ "memory.nsinit-missing", "x", .optional = true })),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 237, DEVICE_READ | DEVICE_WRITE }),
	.nodes = NODES({ NODE_CHARACTER, "control", 10, 237, .mode = 0620, .uid = 202, .gid = 5 }),
	.links = LINKS({ "by/name", "../control" }),
	AGAIN,
};

static const struct container guest = {
	.name = "guest",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },
	.identity = USER(7, 7),
	.join = JOIN(.network = &whole, .ipc = &whole, .uts = &whole, .user = &whole,
		.pid = &whole),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
	AGAIN,
};

static const struct container plain = {
	.name = "plain",
	.argv = ARGV("/test/serve"),
	.directory = "/tmp",
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },
	.identity = USER(203, 203),
	.caps = CAP(NET_BIND_SERVICE) | CAP(CHOWN),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1), .mode = 01777 },
		{ MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }),
	.networks = NETWORKS(
		{ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 4, 24), .mtu = 1400 }),
	.limits = LIMITS(.memory_bytes = MiB(16), .cpu_percent = 150, .processes = 8),
	AGAIN,
};

static const struct container *const containers[] = { &whole, &guest, &plain };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "features",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.exec = true,
};
