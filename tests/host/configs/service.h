/*
 * PID 1 in a pid namespace: services that live, end and depend on each other, and a console shell
 * that must not be started where there is no machine.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container first = {
	.name = "first",
	.kind = KIND_ONESHOT,
	.argv = ARGV("/test/serve", "exit", "0"),
	.root = { ROOT_HOST },
	.identity = USER(201, 201),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
};

static const struct container web = {
	.name = "web",
	.argv = ARGV("/test/serve", "tell"),
	.hostname = "web.test",
	.directory = "/test",
	.needs = NEEDS(&first),
	.root = { ROOT_HOST },
	.identity = USER(202, 203),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1) }),
	.limits = LIMITS(.memory_bytes = MiB(8), .cpu_percent = 50, .processes = 4),
};

static const struct container bad = {
	.name = "bad",
	.argv = ARGV("/test/serve", "exit", "7"),
	.root = { ROOT_HOST },
	.identity = USER(204, 204),
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 4),
	.restart = { RESTART_NEVER },
};

static const struct container *const containers[] = { &first, &web, &bad };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "service",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.console = { CONSOLE_SHELL, .argv = ARGV("/test/serve", "console") },
};
