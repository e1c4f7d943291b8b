/*
 * uses: VETH TMPFS BIND ROOT_DIRECTORY ROOT_HOST SYSCALLS_DEFAULT LIMITS BRIDGES NETWORK SYSCTLS WATCHDOG
 * uses: TARGETS
 * shows: a23456789-b23456789-c23456789-d service
 * shows: twelve-chars service - - /containers/twelve 65533:65535+1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16
 * shows: 2 MiB 6400% 4194304
 * shows: memory limits: 3 MiB of 3 MiB
 */
/* Values that are just inside what is allowed, and pairs that only look like each other. */
#include "../base.h"
#include <signal.h>

#define FIVE(text) text text text text text
#define LONG(text) FIVE(text) FIVE(text) FIVE(text)

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24), .open = true };
static const struct bridge pair = { .name = "fifteen-letters", .address = CIDR4(10, 78, 0, 0, 31) };
static const struct bridge open = { .name = "v0web", .ports = PORTS("eth0.1", "eth0") };

/* The router of the next one: a gateway may be a container. */
static const struct container longest = {
	.name = "a23456789-b23456789-c23456789-d",
	PROGRAM,
	.root = { ROOT_DIRECTORY, .source = "/containers/twelve-or-more", .writable = true },
	USED_BY(1),
	.limits = LIMITS(.memory_bytes = MiB(1), .cpu_percent = 1, .processes = 2),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/a", .size_bytes = 4096, .mode = 01777 },
		{ MOUNT_TMPFS, .target = "/a/b", .size_bytes = MiB(1) - 4096 },
		{ MOUNT_BIND, .target = "/ab", .source = "/containers/twelve-or-more/data" },
		{ MOUNT_BIND, .target = "/proc-like", .source = "/process" },
		{ MOUNT_BIND, .target = "/devices", .source = "/runner" }),
	.directory = LONG("/abc/.x./..y/z.x") "/255-characters",
	.hostname = "a123456789b123456789c123456789d123456789e123456789f123456789g12",
	.restart = { .delay_ms = MINUTES(1440), .delay_max_ms = MINUTES(1440), .reset_ms = 1 },
	.stop = { .signal = 64, .limit_ms = MINUTES(60) },
	.start_limit_ms = 100,
};

static const struct container gate = {
	.name = "gate", PROGRAM, HOST, .identity = USER(2, 1),
	.limits = LIMITS(.memory_bytes = UNLIMITED, .processes = 2),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 254, 24) }),
};

static const struct container twelve = {
	.name = "twelve-chars", PROGRAM,
	.root = { ROOT_DIRECTORY, .source = "/containers/twelve" },
	.identity = { IDENTITY_USER, 65533, 65535,
		GROUPS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) },
	.caps = CAP(CHECKPOINT_RESTORE),
	.limits = LIMITS(.memory_bytes = MiB(2), .cpu_percent = 6400, .processes = 4194304),
	.networks = NETWORKS({ NETWORK_VETH,
				     .bridge = &lan,
				     .address = CIDR4(10, 77, 0, 2, 24),
				     .gateway = IP4(10, 77, 0, 254),
				     .mtu = 68 },
		{ NETWORK_VETH, .bridge = &pair, .address = CIDR4(10, 78, 0, 1, 31) },
		{ NETWORK_VETH, .bridge = &open, .address = CIDR4(1, 0, 0, 1, 8), .mtu = 65535 },
		{ NETWORK_VETH, .bridge = &open, .address = CIDR4(223, 255, 255, 254, 32) }),
	.stop = { .signal = SIGKILL, .limit_ms = 100 },
};

#define ROOT                                                                                       \
	.identity = ROOT_USER, .limits = LIMITS(.memory_bytes = UNLIMITED, .processes = UNLIMITED)
/* Two containers may both be root, which each says for itself. */
static const struct container root_a = { .name = "root-a", PROGRAM, HOST, ROOT };
static const struct container root_b = { .name = "root-b", PROGRAM, HOST, ROOT };

LIST(&longest, &gate, &twelve, &root_a, &root_b);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan, &pair, &open),
	.sysctls = SYSCTLS({ "net/ipv4/conf/eth0.1/rp_filter", "1" },
		{ LONG("kernel/.../a.b./") "255-characters.", "1" }),
	.watchdog = { .device = "/dev/watchdog0", .timeout_s = 2 },
	.ram_bytes = MiB(3),
	.shutdown_limit_ms = MINUTES(60),
};
