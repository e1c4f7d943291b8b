/*
 * Containers that are as quick to start as one can be, for thousands of starts: nothing of their
 * own but mounts, processes and a cgroup namespace. While one starts, "swap" of its image is now a
 * directory and now a link to the outside. There are some of them, since most of a start and of a
 * stop is waiting for the kernel.
 */
#include <nsinit/container.h>

#define RACE(n)                                                                                    \
	static const struct container race##n = {                                                  \
		.name = "race" #n,                                                                 \
		.kind = KIND_ONESHOT,                                                              \
		.argv = ARGV("/test/where", "/swap/", "/other/"),                                  \
		.root = { ROOT_DIRECTORY, .source = "/containers/race" #n, .writable = true },     \
		.identity = USER(310 + n, 310 + n),                                                \
		.shares = SHARE_IPC | SHARE_UTS,                                                   \
		.networks = NETWORKS({ NETWORK_HOST }),                                            \
		.syscalls = SYSCALLS_UNRESTRICTED,                                                 \
		.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/swap/there", .size_bytes = KiB(16) },  \
			{ MOUNT_BIND, .source = "/srv", .target = "/swap/made/deep" },             \
			{ MOUNT_SHM, .target = "/swap/there/made", .size_bytes = KiB(16) }),       \
		.masked = PATHS("/swap/mask"),                                                     \
		.read_only = PATHS("/swap/there"),                                                 \
		.limits = LIMITS(.memory_bytes = UNLIMITED, .processes = UNLIMITED),               \
		.restart = { RESTART_NEVER },                                                      \
	}
RACE(1);
RACE(2);
RACE(3);
RACE(4);
#undef RACE

static const struct container *const containers[] = { &race1, &race2, &race3, &race4 };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "race",
	.containers = CONTAINERS(containers),
};
