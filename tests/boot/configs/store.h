/*
 * A machine with a disk for what outlives a reboot.
 */
#include <nsinit/container.h>

static const struct container stay = {
	.name = "stay",
	.argv = ARGV("/test/stay"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container nightly = {
	.name = "nightly",
	.kind = KIND_TIMER,
	.argv = ARGV("/bin/true"),
	.root = { ROOT_HOST },
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
	.timer = TIMER(.catch_up = true,
		.calendar = CALENDAR(.minutes = AT_MINUTE(30), .hours = AT_HOUR(3))),
};

/* Above what it may have without being slowed; and in the store, past the cache. */
#define STALLS(id, what)                                                                           \
	.kind = KIND_TASK, .root = { ROOT_HOST }, .identity = USER(id, id),                        \
	.pressure = PRESSURE(                                                                      \
		{ what, PRESSURE_TELL, .full = true, .stall_us = 100000, .window_us = 1000000 })
static const struct container slowed = {
	.name = "slowed",
	.argv = ARGV("/test/hog", "memory"),
	STALLS(203, PRESSURE_MEMORY),
	.limits = LIMITS(.memory_high_bytes = MiB(2), .memory_bytes = MiB(64), .processes = 8),
};
static const struct container reads = {
	.name = "reads",
	.argv = ARGV("/test/hog", "disk", "/data/block"),
	STALLS(204, PRESSURE_IO),
	.mounts = MOUNTS(
		{ MOUNT_BIND, .source = "/data/reads", .target = "/data", .writable = true }),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8),
};

static const struct container *const containers[] = { &stay, &nightly, &slowed, &reads };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "store",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.store = "/data",
	.store_mount = { .device = "/dev/vda", .type = "ext4", .wait_ms = SECONDS(8) },
	.coldplug = true,
	.seed = SEED_CREDIT,
	.clock = CLOCK(.floor_s = 1767225600, .save_ms = SECONDS(10)),
	.logs = LOGS(.directory = "/data/logs"),
	.crashes =
		CRASHES(.kernel = true, .core_bytes = KiB(256), .total_bytes = MiB(1), .files = 4),
};
