/*
 * What lies over a root: binds that take more than one mount, paths that are hidden or read-only,
 * and images that want to lead every mount astray.
 */
#include <nsinit/container.h>

#define COMMON                                                                                     \
	.limits = LIMITS(.memory_bytes = MiB(16), .processes = 4), .restart = { RESTART_NEVER }
/* clang-format off */
#define PROGRAM_MOUNT { MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }
/* clang-format on */
#define EMPTY_ROOT .root = { ROOT_TMPFS, .size_bytes = KiB(64) }

static const struct container flat = {
	.name = "flat",
	.argv = ARGV("/test/touch", "/srv/", "/srv/inner/", "/srv/media/"),
	EMPTY_ROOT,
	.identity = USER(301, 301),
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_BIND, .source = "/srv", .target = "/srv" }),
	COMMON,
};

static const struct container tree = {
	.name = "tree",
	.argv = ARGV("/test/touch", "/srv/inner/", "/srv/inner/here", "/open/inner/here"),
	EMPTY_ROOT,
	.identity = ROOT_USER,
	.mounts = MOUNTS(PROGRAM_MOUNT,
		{ MOUNT_BIND, .source = "/srv", .target = "/srv", .recursive = true },
		{ MOUNT_BIND, .source = "/srv", .target = "/open", .recursive = true,
			.writable = true }),
	COMMON,
};

static const struct container follows = {
	.name = "follows",
	.argv = ARGV("/test/touch", "/media/"),
	EMPTY_ROOT,
	.identity = USER(302, 302),
	.mounts = MOUNTS(PROGRAM_MOUNT,
		{ MOUNT_BIND, .source = "/srv/media", .target = "/media", .writable = true,
			.executable = true, .propagation = PROPAGATION_SLAVE }),
	COMMON,
};

static const struct container lost = {
	.name = "lost",
	.argv = ARGV("/test/touch"),
	EMPTY_ROOT,
	.identity = USER(303, 303),
	.mounts = MOUNTS(PROGRAM_MOUNT,
		{ MOUNT_BIND, .source = "/srv/nothing", .target = "/media", .writable = true,
			.executable = true, .propagation = PROPAGATION_SLAVE }),
	COMMON,
};

static const struct container covered = {
	.name = "covered",
	.argv = ARGV("/test/touch", "/srv/folder/", "/srv/secret", "/data/here", "/data/fixed/here",
		"/data/fixed/deep/here"),
	EMPTY_ROOT,
	.identity = ROOT_USER,
	.mounts = MOUNTS(PROGRAM_MOUNT,
		{ MOUNT_BIND, .source = "/srv", .target = "/srv", .writable = true },
		{ MOUNT_BIND, .source = "/data", .target = "/data", .writable = true },
		{ MOUNT_TMPFS, .target = "/data/fixed/deep", .size_bytes = KiB(16) }),
	.masked = PATHS("/srv/secret", "/srv/folder", "/proc/uptime", "/srv/absent"),
	.read_only = PATHS("/data/fixed", "/data/absent"),
	COMMON,
};

/* Its path to a protected place is a link that turns in a circle. */
static const struct container circle = {
	.name = "circle",
	.argv = ARGV("/test/touch"),
	EMPTY_ROOT,
	.identity = USER(304, 304),
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_BIND, .source = "/srv", .target = "/srv" }),
	.masked = PATHS("/srv/secret"),
	.read_only = PATHS("/srv/circle"),
	COMMON,
};

/* Images with links where the start puts its mounts; their owner may write to them. */
#define IMAGE(path) .root = { ROOT_DIRECTORY, .source = "/containers/" path, .writable = true }

static const struct container dev = {
	.name = "devices",
	.argv = ARGV("/test/touch", "/etc/", "/dev/"),
	IMAGE("dev"),
	.identity = USER(305, 305),
	COMMON,
};

static const struct container proc = {
	.name = "proc",
	.argv = ARGV("/test/touch", "/etc/sys/", "/etc/timer_list"),
	IMAGE("proc"),
	.identity = USER(306, 306),
	COMMON,
};

static const struct container planted = {
	.name = "planted",
	.argv = ARGV("/test/touch", "/dev/", "/dev/pts/", "/dev/null"),
	IMAGE("planted"),
	.identity = USER(307, 307),
	COMMON,
};

static const struct container chain = {
	.name = "chain",
	.argv = ARGV("/test/touch", "/outside/", "/outside/here"),
	IMAGE("chain"),
	.identity = USER(308, 308),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/link", .size_bytes = KiB(16) }),
	COMMON,
};

static const struct container magic = {
	.name = "magic",
	.argv = ARGV("/test/touch"),
	IMAGE("magic"),
	.identity = USER(309, 309),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/link", .size_bytes = KiB(16) }),
	COMMON,
};

static const struct container *const containers[] = { &flat, &tree, &follows, &lost, &covered,
	&circle, &dev, &proc, &planted, &chain, &magic };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "mounts",
	.containers = CONTAINERS(containers),
};
