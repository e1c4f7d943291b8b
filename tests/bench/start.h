/*
 * What the start bench measures: containers that do nothing. `nothing` has what the budget speaks
 * of: one veth, three limits, default masks; `alone` has no veth, as what other tools start.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container nothing = {
	.name = "nothing",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/serve", "exit", "0"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 4),
	.restart = { RESTART_NEVER },
};

static const struct container alone = {
	.name = "alone",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/serve", "exit", "0"),
	.root = { ROOT_HOST },
	.identity = USER(202, 202),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 4),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &nothing, &alone };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "bench",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
};
