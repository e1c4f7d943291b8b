/*
 * An essential container that crashes again and again, so that the boot is not confirmed.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)

static const struct container crash = {
	.name = "crash",
	.argv = ARGV("/test/serve", "exit", "7"),
	COMMON(201),
	.essential = true,
	.restart = { .delay_ms = 100, .delay_max_ms = 100 },
};

static const struct container other = {
	.name = "other",
	.argv = ARGV("/test/serve"),
	COMMON(202),
};

static const struct container revert = {
	.name = "revert",
	.kind = KIND_TASK,
	.argv = ARGV("/test/serve", "exit", "0"),
	COMMON(203),
};

static const struct container *const containers[] = { &crash, &other, &revert };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "unproven",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_RESCUE, .grace_ms = SECONDS(1)),
	.boot_failed = &revert,
	.boot_ok_after_ms = SECONDS(60),
	.boot_limit_ms = MINUTES(5),
};
