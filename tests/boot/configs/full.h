/*
 * Ten containers at rest; one of them has all that a container can have.
 */
#include <nsinit/container.h>

#define LIMITED .limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 90, .processes = 8)
#define STAY    .argv = ARGV("/test/stay"), .root = { ROOT_HOST }, LIMITED
#define QUIET(n)                                                                                   \
	{                                                                                          \
		.name = "quiet-" #n, STAY, .identity = USER(210 + n, 210 + n)                      \
	}

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };
static const struct bridge back = { .name = "back0", .address = CIDR4(10, 78, 0, 1, 24) };

static const struct container full = {
	.name = "full",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },
	.identity = { IDENTITY_USER, 201, 201, GROUPS(20, 29) },
	.caps = CAP(NET_BIND_SERVICE) | CAP(NET_RAW),
	.hostname = "all-of-it",
	.environment = ENVIRONMENT("COLOUR=green"),
	.directory = "/tmp",
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) },
		{ MOUNT_BIND, .source = "/srv", .target = "/srv" }),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 11, 24),
				     .gateway = IP4(10, 77, 0, 1) },
		{ NETWORK_VETH, .bridge = &back, .address = CIDR4(10, 78, 0, 11, 24) }),
	LIMITED,
};

static const struct container quiet_1 = QUIET(1);
static const struct container quiet_2 = QUIET(2);
static const struct container quiet_3 = QUIET(3);
static const struct container quiet_4 = QUIET(4);
static const struct container quiet_5 = QUIET(5);
static const struct container quiet_6 = QUIET(6);
static const struct container quiet_7 = QUIET(7);
static const struct container quiet_8 = QUIET(8);
static const struct container quiet_9 = QUIET(9);

static const struct container *const containers[] = { &full, &quiet_1, &quiet_2, &quiet_3, &quiet_4,
	&quiet_5, &quiet_6, &quiet_7, &quiet_8, &quiet_9 };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "full",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan, &back),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
