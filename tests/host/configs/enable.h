/*
 * Containers that the boot may leave out: one that others need, a timer, a task; and one that is
 * essential, with what it needs.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.argv = ARGV("/test/serve"), .root = { ROOT_HOST }, .identity = USER(id, id),              \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8)

static const struct container base = { .name = "base", COMMON(201) };
static const struct container middle = { .name = "middle", COMMON(202), .needs = NEEDS(&base) };
static const struct container top = { .name = "top", COMMON(203), .needs = NEEDS(&middle) };
static const struct container ground = { .name = "ground", COMMON(204) };
static const struct container vital = {
	.name = "vital",
	COMMON(205),
	.needs = NEEDS(&ground),
	.essential = true,
};
static const struct container often = {
	.name = "often",
	.kind = KIND_TIMER,
	.argv = ARGV("/test/serve", "exit"),
	.root = { ROOT_HOST },
	.identity = USER(206, 206),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
	.timer = TIMER(.every_ms = SECONDS(1)),
};
static const struct container chore = {
	.name = "chore",
	.kind = KIND_TASK,
	.argv = ARGV("/test/serve", "exit"),
	.root = { ROOT_HOST },
	.identity = USER(207, 207),
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 8),
};

static const struct container *const containers[] = {
	&base,
	&middle,
	&top,
	&ground,
	&vital,
	&often,
	&chore,
};

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "enable",
	.containers = CONTAINERS(containers),
	.store = "/srv",
	.enable = true,
	.reexec = true,
};
