/*
 * What the budget of system calls is about: one veth and three limits with default masks. It is not
 * started again by itself, so that a test drives every try.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container budget = {
	.name = "budget",
	.argv = ARGV("/test/serve"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 4),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &budget };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "starts",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") }, /* of a virtual machine */
};
