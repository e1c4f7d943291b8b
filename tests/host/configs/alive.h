/*
 * Services that show that they live, until the tests make them stop it; and one that needs more
 * memory than it may have.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8)
#define STEPS(...) .argv = ARGV("/test/ready", __VA_ARGS__)
#define TMP        .mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) })
#define QUICK      .restart = { .delay_ms = 100, .delay_max_ms = 100 }

static const struct container beats = {
	.name = "beats",
	STEPS("now", "beat:100"),
	COMMON(201),
	.alive = ALIVE(ALIVE_NOTIFY, .interval_ms = 500),
	QUICK,
};

static const struct container trigger = {
	.name = "trigger",
	STEPS("send:WATCHDOG=1", "send:WATCHDOG=trigger"),
	COMMON(202),
	.alive = ALIVE(ALIVE_NOTIFY, .interval_ms = SECONDS(60)),
	.restart = { RESTART_NEVER },
};

static const struct container tcp = {
	.name = "tcp",
	STEPS("now", "tcp:8080", "close"),
	COMMON(203),
	.ready = READY(READY_TCP, .port = 8080),
	.alive = ALIVE(ALIVE_TCP, .port = 8080, .interval_ms = 200, .misses = 2),
	.restart = { RESTART_NEVER },
};

static const struct container socket_ = {
	.name = "socket",
	STEPS("now", "unix:/tmp/socket", "close"),
	COMMON(204),
	TMP,
	.ready = READY(READY_UNIX, .path = "/tmp/socket"),
	.alive = ALIVE(ALIVE_UNIX, .path = "/tmp/socket", .interval_ms = 200, .misses = 1),
	.restart = { RESTART_NEVER },
};

static const struct container greedy = {
	.name = "greedy",
	STEPS("memory"),
	COMMON(205),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &beats, &trigger, &tcp, &socket_, &greedy };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "alive",
	.containers = CONTAINERS(containers),
};
