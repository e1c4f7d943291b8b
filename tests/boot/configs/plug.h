/*
 * A machine whose disks come and go: the module for them is found by what they are, their nodes have
 * owners, and two containers run while their disk is there.
 */
#include <nsinit/container.h>

#define COMMON(id)                                                                                 \
	.argv = ARGV("/test/stay"), .root = { ROOT_HOST }, .identity = USER(id, id),               \
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8)

static const struct container cold = { .name = "cold", .device_node = "vda", COMMON(201) };
static const struct container hot = { .name = "hot", .device_node = "vdb", COMMON(202) };

static const struct container *const containers[] = { &cold, &hot };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "plug",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
	.coldplug = true,
	.device_rules = DEVICE_RULES(
		{ "vda", .mode = 0640, .uid = 5, .gid = 6 }, { "vd?", .mode = 0604, .gid = 7 }),
};
