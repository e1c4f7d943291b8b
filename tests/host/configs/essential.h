/*
 * A boot that is confirmed, and an essential container that fails for good when it is killed.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)

static const struct container once = {
	.name = "once",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/serve", "exit", "0"),
	COMMON(201),
	.essential = true,
};

static const struct container daemon = {
	.name = "daemon",
	.argv = ARGV("/test/serve"),
	COMMON(202),
	.essential = true,
	.restart = { RESTART_NEVER },
};

static const struct container mark = {
	.name = "mark",
	.kind = KIND_TASK,
	.argv = ARGV("/test/serve", "exit", "0"),
	COMMON(203),
};

static const struct container revert = {
	.name = "revert",
	.kind = KIND_TASK,
	.argv = ARGV("/test/serve", "exit", "0"),
	COMMON(204),
};

static const struct container *const containers[] = { &once, &daemon, &mark, &revert };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "essential",
	.containers = CONTAINERS(containers),
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_STARVE, .grace_ms = SECONDS(1)),
	.watchdog = { .device = "/dev/watchdog", .timeout_s = 30 },
	.boot_ok = &mark,
	.boot_ok_after_ms = 500,
	.boot_failed = &revert,
	.boot_limit_ms = MINUTES(5),
};
