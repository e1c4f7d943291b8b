/*
 * An essential container that is never ready, so that the boot fails at its limit.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.root = { ROOT_HOST }, .identity = USER(id, id),                                           \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)

static const struct container late = {
	.name = "late",
	.argv = ARGV("/test/serve"),
	COMMON(201),
	.essential = true,
	.ready = READY(READY_NOTIFY, .timeout_ms = MINUTES(5)),
};

static const struct container revert = {
	.name = "revert",
	.kind = KIND_TASK,
	.argv = ARGV("/test/serve", "exit", "0"),
	COMMON(202),
};

static const struct container *const containers[] = { &late, &revert };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "unready",
	.containers = CONTAINERS(containers),
	.boot_failed = &revert,
	.boot_ok_after_ms = 100,
	.boot_limit_ms = SECONDS(1),
	.boot_reboot = true,
};
