/*
 * Containers whose limits are changed while they run: one with limits, one without.
 */
#include <nsinit/container.h>

static const struct container limited = {
	.name = "limited",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(16), .cpu_percent = 50, .processes = 8),
};

static const struct container loose = {
	.name = "loose",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = UNLIMITED, .processes = UNLIMITED),
};

static const struct container *const containers[] = { &limited, &loose };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "set",
	.containers = CONTAINERS(containers),
	.set = true,
};
