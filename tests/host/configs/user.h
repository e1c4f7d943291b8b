/*
 * User namespaces: one range, several, one entered by another container, and a container without
 * one beside them; time namespaces.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

#define SMALL .limits = LIMITS(.memory_bytes = MiB(16), .processes = 8)
#define FULL  .root = { ROOT_DIRECTORY, .source = "/containers/full" }
#define TEST                                                                                       \
	{                                                                                          \
		MOUNT_BIND, .source = "/test", .target = "/test", .executable = true               \
	}

/* Root inside, with all that a capability in a user namespace is good for, and without a filter. */
static const struct container strong = {
	.name = "strong",
	.argv = ARGV("/test/hostile"),
	FULL,
	.identity = ROOT_USER,
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 65536 }),
		.gids = ID_RANGES({ 0, 100000, 65536 }) },
	.caps = CAP(SYS_ADMIN) | CAP(NET_ADMIN) | CAP(SETUID) | CAP(SETGID) | CAP(CHOWN) |
		CAP(DAC_OVERRIDE) | CAP(DAC_READ_SEARCH) | CAP(FOWNER) | CAP(KILL) |
		CAP(SYS_CHROOT) | CAP(SYS_PTRACE) | CAP(SYS_RESOURCE) | CAP(SETPCAP),
	.syscalls = SYSCALLS_UNRESTRICTED,
	.mounts = MOUNTS(TEST, { MOUNT_BIND, .source = "/srv", .target = "/srv" },
		{ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1), .mode = 0755 }),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1) }),
	SMALL,
	.restart = { RESTART_NEVER },
};

/* A user of one of several ranges; its clocks run ahead. */
static const struct container ranges = {
	.name = "ranges",
	.argv = ARGV("/test/hostile"),
	FULL,
	.identity = { IDENTITY_USER, 1000, 1001, GROUPS(20, 29) },
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 200000, 1 }, { 1000, 201000, 10 }),
		.gids = ID_RANGES({ 0, 300000, 100 }, { 1000, 301000, 10 }) },
	.time = TIME_OFFSETS(.monotonic_s = 1000000, .boottime_s = 2000000),
	.mounts = MOUNTS(TEST, { MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1) }),
	SMALL,
	.restart = { RESTART_NEVER },
};

/* The appliance's network, which a capability of the user namespace must not reach. */
static const struct container outside = {
	.name = "outside",
	.argv = ARGV("/test/serve", "tell"),
	FULL,
	.identity = USER(5, 5),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 400000, 10 }),
		.gids = ID_RANGES({ 0, 400000, 10 }) },
	.mounts = MOUNTS(TEST),
	.networks = NETWORKS({ NETWORK_HOST }),
	SMALL,
};

/* No user namespace, and no filter but the one against making one. */
static const struct container plain = {
	.name = "plain",
	.argv = ARGV("/test/hostile"),
	FULL,
	.identity = USER(203, 203),
	.syscalls = SYSCALLS_UNRESTRICTED,
	.mounts = MOUNTS(TEST, { MOUNT_BIND, .source = "/srv", .target = "/srv" },
		{ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1) }),
	SMALL,
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &strong, &ranges, &outside, &plain };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "user",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
};
