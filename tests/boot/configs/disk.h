/*
 * A machine that boots from a disk of its own, and keeps data there.
 */
#include <nsinit/container.h>

static const struct container first = {
	.name = "first",
	.kind = KIND_ONESHOT,
	.once = true,
	.argv = ARGV("/bin/sh", "-c", "echo runs"),
	.root = { ROOT_HOST },
	.identity = USER(200, 200),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container stay = {
	.name = "stay",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.needs = NEEDS(&first),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container net = {
	.name = "net",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(202, 202),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 10, 24),
		.mac = MAC(2, 0, 0, 0, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container called = {
	.name = "called",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(203, 203),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = 8080 }),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container extra = {
	.name = "extra",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(204, 204),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container *const containers[] = { &first, &stay, &net, &called, &extra };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "disk",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.store = "/data",
	.enable = true,
	.seed = SEED_CREDIT,
	.clock = CLOCK(.floor_s = 1767225600),
	.store_mount = { .device = "PARTLABEL=data",
		.type = "ext4",
		.check = ARGV("/sbin/e2fsck", "-p"),
		.check_limit_ms = SECONDS(10),
		.format = ARGV("/sbin/mke2fs", "-q", "-t", "ext4", "-L", "data"),
		.fallback_bytes = MiB(1) },
	.overlays = PATHS("/etc", "/usr/share"),
	.factory_reset = FACTORY_RESET(.keep = NAMES("calibration", "slots")),
	.bridges = BRIDGES(&lan),
	.slots = SLOTS({ SLOT_HOSTNAME, .name = "hostname" },
		{ SLOT_ADDRESS, .name = "address", .container = &net, .least = IP4(10, 77, 0, 10),
			.most = IP4(10, 77, 0, 20) },
		{ SLOT_MAC, .name = "mac", .container = &net },
		{ SLOT_PORT, .name = "port", .container = &called, .least = 8080, .most = 8090 },
		{ SLOT_SWITCH, .name = "extra", .container = &extra, .off = true }),
};
