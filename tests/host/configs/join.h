/*
 * Containers that live in the namespaces of another, one of each kind and one of all; and one that
 * lives in the appliance's.
 */
#include <nsinit/container.h>

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

#define SMALL .limits = LIMITS(.memory_bytes = MiB(8), .processes = 4)
#define SERVE .argv = ARGV("/test/serve")
#define QUICK .restart = { .delay_ms = 50, .delay_max_ms = 50 }

static const struct container owner = {
	.name = "owner",
	SERVE,
	.root = { ROOT_HOST },
	.identity = USER(1, 1),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }),
		.gids = ID_RANGES({ 0, 100000, 1000 }) },
	.time = TIME_OFFSETS(.boottime_s = 5000),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24) }),
	SMALL,
	QUICK,
};

/* Another user of everything: its files too, with its own network nowhere. */
static const struct container all = {
	.name = "all",
	.argv = ARGV("/test/serve", "tell"),
	.identity = USER(2, 2),
	.join = JOIN(.network = &owner, .ipc = &owner, .pid = &owner, .uts = &owner, .user = &owner,
		.cgroup = &owner, .time = &owner, .mount = &owner),
	SMALL,
	QUICK,
};

/* The same, and not started again by itself. */
static const struct container never = {
	.name = "never",
	SERVE,
	.identity = USER(3, 3),
	.join = JOIN(.network = &owner, .ipc = &owner, .pid = &owner, .uts = &owner, .user = &owner,
		.cgroup = &owner, .time = &owner, .mount = &owner),
	SMALL,
	.restart = { RESTART_NEVER },
};

#define ONE(field, id)                                                                             \
	static const struct container field = {                                                    \
		.name = #field,                                                                    \
		SERVE,                                                                             \
		.root = { ROOT_HOST },                                                             \
		.identity = USER(id, id),                                                          \
		.join = JOIN(.field = &owner),                                                     \
		SMALL,                                                                             \
		QUICK,                                                                             \
	}
ONE(network, 211);
ONE(ipc, 212);
ONE(pid, 213);
ONE(uts, 214);
ONE(user, 5);
ONE(cgroup, 215);
ONE(time, 216);

static const struct container base = {
	.name = "base",
	SERVE,
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },
	.identity = USER(220, 220),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }),
	SMALL,
};

/* Files of a container without a user namespace, from a user namespace of its own. */
static const struct container mount = {
	.name = "mount",
	.argv = ARGV("/test/serve", "tell"),
	.identity = USER(6, 6),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 200000, 10 }),
		.gids = ID_RANGES({ 0, 200000, 10 }) },
	.join = JOIN(.mount = &base),
	SMALL,
};

static const struct container open = {
	.name = "open",
	SERVE,
	.root = { ROOT_HOST },
	.identity = USER(221, 221),
	.shares = SHARE_IPC | SHARE_UTS | SHARE_PID | SHARE_CGROUP,
	.networks = NETWORKS({ NETWORK_HOST }),
	SMALL,
};

static const struct container *const containers[] = { &owner, &all, &never, &network, &ipc, &pid,
	&uts, &user, &cgroup, &time, &base, &mount, &open };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "join",
	.containers = CONTAINERS(containers),
	.bridges = BRIDGES(&lan),
	.logs = LOGS(.syslog = true),
};
