/*
 * What test_differential.py says again in the words of other tools: an ordinary user with two
 * capabilities, root with two, and root of a user namespace without any.
 */
#include <nsinit/container.h>

#define ALIKE                                                                                      \
	.root = { ROOT_DIRECTORY, .source = "/tmp/nsinit-differential/root" },                     \
	.argv = ARGV("/survey"), .environment = ENVIRONMENT("PATH=/bin", "HOME=/tmp", "LEVEL=3"),  \
	.hostname = "survey", .directory = "/tmp",                                                 \
	.rlimits = RLIMITS({ RESOURCE_CORE, 0, 0 }, { RESOURCE_NOFILE, 64, 128 },                  \
		{ RESOURCE_SIGPENDING, 16, 17 }, { RESOURCE_FSIZE, MiB(1), MiB(2) },               \
		{ RESOURCE_MEMLOCK, 0, KiB(64) }),                                                 \
	.umask = 027, .oom_score = 500, .nice = 3,                                                 \
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = MiB(1) },                  \
		{ MOUNT_BIND, .source = "/tmp/nsinit-differential/data", .target = "/data" }),     \
	.limits = LIMITS(.memory_bytes = MiB(64), .cpu_percent = 50, .processes = 16)

static const struct container user = {
	.name = "user",
	ALIKE,
	.identity = { IDENTITY_USER, 301, 302, GROUPS(20, 29) },
	.caps = CAP(CHOWN) | CAP(NET_BIND_SERVICE),
};

static const struct container zero = {
	.name = "zero",
	ALIKE,
	.identity = ROOT_USER,
	.caps = CAP(CHOWN) | CAP(NET_BIND_SERVICE),
};

static const struct container mapped = {
	.name = "mapped",
	ALIKE,
	.identity = ROOT_USER,
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1 }),
		.gids = ID_RANGES({ 0, 100000, 1 }) },
};

static const struct container *const containers[] = { &user, &zero, &mapped };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "differential",
	.foreground = true,
	.containers = CONTAINERS(containers),
};
