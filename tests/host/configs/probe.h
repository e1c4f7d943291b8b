/*
 * Services that are probed by a command, and probes where they are not trivial: over IPv6, in a
 * network and in mounts that are another's, in a user namespace.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.identity = USER(id, id), .limits = LIMITS(.memory_bytes = MiB(16), .processes = 16),      \
	.restart = { RESTART_NEVER }
#define STEPS(...) .argv = ARGV("/test/ready", __VA_ARGS__)
#define HOST       .root = { ROOT_HOST }
#define TMP        .mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) })
#define CHECK      .argv = ARGV("/test/check", "/tmp/state")
#define IDS(from)  ID_RANGES({ 0, from, 1000 })

static const struct bridge lan = {
	.name = "lan0",
	.address6 = CIDR6(0xfd00, 0, 0, 0x77, 0, 0, 0, 1, 64),
};

static const struct container early = {
	.name = "early",
	STEPS(""),
	HOST,
	COMMON(301),
	TMP,
	.ready = READY(READY_COMMAND, CHECK),
};

static const struct container late = {
	.name = "late",
	STEPS(""),
	HOST,
	COMMON(302),
	TMP,
	.ready = READY(READY_COMMAND, CHECK, .timeout_ms = 1000),
};

static const struct container checked = {
	.name = "checked",
	STEPS("now", "file:/tmp/state"),
	HOST,
	COMMON(303),
	TMP,
	.caps = CAP(NET_BIND_SERVICE),
	.alive = ALIVE(ALIVE_COMMAND, CHECK, .interval_ms = 200, .timeout_ms = 1000, .misses = 3),
};

static const struct container nothing = {
	.name = "nothing",
	STEPS(""),
	HOST,
	COMMON(304),
	.alive = ALIVE(ALIVE_COMMAND, .argv = ARGV("/test/none"), .interval_ms = 200, .misses = 1),
};

static const struct container six = {
	.name = "six",
	STEPS("now", "tcp6:8080", "close"),
	HOST,
	COMMON(305),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan,
		.address6 = CIDR6(0xfd00, 0, 0, 0x77, 0, 0, 0, 2, 64) }),
	.ready = READY(READY_TCP, .port = 8080),
	.alive = ALIVE(ALIVE_TCP, .port = 8080, .interval_ms = 200, .misses = 2),
};

/* In the network of six, and in no other network. */
static const struct container guest = {
	.name = "guest",
	STEPS("now", "tcp6:8081", "close"),
	HOST,
	COMMON(306),
	.join = JOIN(.network = &six),
	.ready = READY(READY_TCP, .port = 8081),
	.alive = ALIVE(ALIVE_TCP, .port = 8081, .interval_ms = 200, .misses = 2),
};

static const struct container mapped = {
	.name = "mapped",
	STEPS("now", "unix:/tmp/socket", "close"),
	HOST,
	COMMON(307),
	TMP,
	.user = { USER_RANGES, .uids = IDS(100000), .gids = IDS(100000) },
	.ready = READY(READY_UNIX, .path = "/tmp/socket"),
	.alive = ALIVE(ALIVE_UNIX, .path = "/tmp/socket", .interval_ms = 200, .misses = 2),
};

static const struct container commanded = {
	.name = "commanded",
	STEPS("now", "file:/tmp/state"),
	HOST,
	COMMON(308),
	TMP,
	.user = { USER_RANGES, .uids = IDS(200000), .gids = IDS(200000) },
	.alive = ALIVE(ALIVE_COMMAND, CHECK, .interval_ms = 200, .misses = 1),
};

/* Sees the files of checked. */
static const struct container inside = {
	.name = "inside",
	STEPS(""),
	COMMON(309),
	.join = JOIN(.mount = &early),
	.ready = READY(READY_COMMAND, CHECK),
};

static const struct container *const containers[] = { &early, &late, &checked, &nothing, &six,
	&guest, &mapped, &commanded, &inside };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "probe",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
};
