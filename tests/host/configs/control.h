/*
 * Services for the tests of the control socket: one needs the other, and one breaks off its line.
 */
#include <nsinit/container.h>

static const struct container base = {
	.name = "base",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.stop = { .limit_ms = SECONDS(2) },
};

static const struct container top = {
	.name = "top",
	.argv = ARGV("/test/serve"),
	.needs = NEEDS(&base),
	.root = { ROOT_HOST },
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container broken = {
	.name = "broken",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/serve", "break"),
	.root = { ROOT_HOST },
	.identity = USER(203, 203),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container *const containers[] = { &base, &top, &broken };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "control",
	.containers = CONTAINERS(containers),
};
