/*
 * Containers that look at themselves: each is a oneshot that prints what it finds.
 */
#include <nsinit/container.h>

#define LOOKS   .kind = KIND_ONESHOT, .argv = ARGV("/test/inspect"), LIMITED
#define LIMITED .limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 90, .processes = 8)

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1, 64) };

/* All that is not said. */
static const struct container plain = {
	.name = "plain",
	LOOKS,
	.root = { ROOT_HOST },
	.identity = USER(201, 301),
};

static const struct container said = {
	.name = "said",
	LOOKS,
	.root = { ROOT_HOST },
	.identity = { IDENTITY_USER, 202, 302, GROUPS(20, 29) },
	.caps = CAP(NET_BIND_SERVICE),
	.hostname = "other-name",
	.directory = "/srv/www",
	.environment = ENVIRONMENT("COLOUR=green", "HOME=/srv"),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) }),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 12, 24),
		.gateway = IP4(10, 77, 0, 1), .mtu = 1400,
		.address6 = CIDR6(0xfd00, 0x77, 0, 0, 0, 0, 0, 12, 64),
		.gateway6 = IP6(0xfd00, 0x77, 0, 0, 0, 0, 0, 1) }),
};

static const struct container super = {
	.name = "super",
	LOOKS,
	.root = { ROOT_HOST },
	.identity = ROOT_USER,
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) }),
};

static const struct container unrestricted = {
	.name = "unrestricted",
	LOOKS,
	.root = { ROOT_HOST },
	.identity = USER(204, 204),
	.syscalls = SYSCALLS_UNRESTRICTED,
};

/* An image that is hostile: its /proc, /sys and /tmp are links to its own /etc, or try to leave. */
static const struct container links = {
	.name = "links",
	LOOKS,
	.root = { ROOT_DIRECTORY, .source = "/containers/links" },
	.identity = ROOT_USER,
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) }),
};
/* Its /dev leads up and out, as far as dots can. */
static const struct container dots = {
	.name = "dots",
	LOOKS,
	.root = { ROOT_DIRECTORY, .source = "/containers/dots" },
	.identity = ROOT_USER,
	.restart = { RESTART_NEVER },
};
/* Its /dev/null is a file with words. */
static const struct container null = {
	.name = "null",
	LOOKS,
	.root = { ROOT_DIRECTORY, .source = "/containers/null" },
	.identity = ROOT_USER,
};

static const struct container *const containers[] = { &plain, &said, &super, &unrestricted, &links,
	&dots, &null };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "inside",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
