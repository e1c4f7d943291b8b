/*
 * Containers that run while a device is there, and one that needs such a one. The devices are of
 * the memory's driver, which every kernel has: the tests take their nodes away and give them back.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)
#define WAITS .argv = ARGV("/test/serve")

static const struct container modem = {
	.name = "modem",
	WAITS,
	COMMON(201),
	.device_node = "full",
};

static const struct container dial = {
	.name = "dial",
	WAITS,
	COMMON(202),
	.needs = NEEDS(&modem),
	.need_lost = NEED_LOST_RESTART,
};

static const struct container load = {
	.name = "load",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/serve", "exit", "0"),
	COMMON(203),
	.device_node = "full",
};

static const struct container fails = {
	.name = "fails",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/serve", "exit", "7"),
	COMMON(204),
	.device_node = "full",
	.restart = { RESTART_NEVER },
};

static const struct container none = {
	.name = "none",
	WAITS,
	COMMON(205),
	.device_node = "bus/none",
};

static const struct container other = {
	.name = "other",
	WAITS,
	COMMON(206),
	.after = AFTER(&none),
};

static const struct container *const containers[] = { &modem, &dial, &load, &fails, &none, &other };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "devices",
	.reexec = true,
	.containers = CONTAINERS(containers),
};
