/*
 * What of the appliance is let in with owners that the container's programs know: nodes in its
 * /dev, and binds with mapped owners; with the appliance's ids and with ids of its own.
 */
#include <nsinit/container.h>

#define LIMITED .limits = LIMITS(.memory_bytes = MiB(16), .processes = 4)
#define ONCE    .restart = { RESTART_NEVER }
/* clang-format off */
#define PROGRAM_MOUNT { MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }
/* clang-format on */
#define EMPTY_ROOT .root = { ROOT_TMPFS, .size_bytes = KiB(64) }
#define OWN_IDS(n)                                                                                 \
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, n, 1000 }),                                  \
		.gids = ID_RANGES({ 0, n, 1000 }) }

/* The control of loop devices, and the devices themselves to be read: opening them does nothing. */
#define NODES_OF(id)                                                                               \
	.argv = ARGV("/test/touch", "/dev/", "/dev/disk/", "/dev/control", "/dev/by/name",         \
		"/dev/disk/loop0", "/dev/disk/loop1", "/dev/other", "/dev/new", "/dev/null",       \
		"/dev/mqueue/"),                                                                   \
	.identity = USER(id, id), LIMITED, ONCE,                                                   \
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 237, DEVICE_READ | DEVICE_WRITE },              \
		{ DEVICE_BLOCK, 7, 0, DEVICE_READ }, { DEVICE_BLOCK, 7, 1, DEVICE_READ }),         \
	.nodes = NODES({ NODE_CHARACTER, "control", 10, 237, .mode = 0620, .uid = id, .gid = 5 },  \
		{ NODE_BLOCK, "disk/loop0", 7, 0, .mode = 0660, .gid = id },                       \
		{ NODE_BLOCK, "disk/loop1", 7, 1, .mode = 0640, .gid = id },                       \
		{ NODE_CHARACTER, "other", 10, 237, .mode = 0604 }),                               \
	.links = LINKS({ "by/name", "../control" })

static const struct container nodes = {
	.name = "with-nodes",
	NODES_OF(311),
	EMPTY_ROOT,
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_MQUEUE, .target = "/dev/mqueue" }),
};
static const struct container ranges = {
	.name = "in-ranges",
	NODES_OF(312),
	EMPTY_ROOT,
	OWN_IDS(100000),
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_MQUEUE, .target = "/dev/mqueue" }),
};
static const struct container fixed = {
	.name = "fixed",
	NODES_OF(313),
	.root = { ROOT_DIRECTORY, .source = "/containers/full" },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/data", .target = "/srv", .writable = true,
		.idmap = ID_RANGES({ 313, 5000, 1 }) }),
};
static const struct container without = {
	.name = "without",
	.argv = ARGV("/test/touch", "/dev/"),
	EMPTY_ROOT,
	.identity = USER(314, 314),
	.mounts = MOUNTS(PROGRAM_MOUNT),
	LIMITED,
	ONCE,
};

#define MAPPED(id, path, ...)                                                                      \
	.argv = ARGV("/test/touch", "/lent/here", "/lent/private/"), EMPTY_ROOT, LIMITED, ONCE,    \
	.mounts = MOUNTS(PROGRAM_MOUNT,                                                            \
		{ MOUNT_BIND, .source = path, .target = "/lent", .writable = true, __VA_ARGS__ })

/* Files of 5000 are its user's, those that it makes too. */
static const struct container mapped = {
	.name = "mapped",
	.identity = USER(321, 321),
	MAPPED(321, "/data/one", .idmap = ID_RANGES({ 321, 5000, 1 })),
};
/* The same of a root inside that is nobody outside. */
static const struct container inner = {
	.name = "inner",
	.identity = ROOT_USER,
	OWN_IDS(200000),
	MAPPED(0, "/data/two", .idmap = ID_RANGES({ 0, 5000, 1 }, { 7, 5007, 2 })),
};
/* Its own user is not among them. */
static const struct container nobody = {
	.name = "nobody",
	.identity = USER(322, 322),
	MAPPED(322, "/data/open", .idmap = ID_RANGES({ 323, 5000, 1 })),
};
/* With what is mounted below. */
static const struct container tree = {
	.name = "tree",
	.identity = USER(324, 324),
	.argv = ARGV("/test/touch", "/lent/here", "/lent/below/here"),
	EMPTY_ROOT,
	LIMITED,
	ONCE,
	.mounts = MOUNTS(PROGRAM_MOUNT,
		{ MOUNT_BIND, .source = "/data/tree", .target = "/lent", .writable = true,
			.recursive = true, .idmap = ID_RANGES({ 324, 5000, 1 }) }),
};
/* What only root of the appliance may read, read-only. */
static const struct container secret = {
	.name = "secret",
	.identity = USER(325, 325),
	.argv = ARGV("/test/touch", "/lent/", "/lent/here"),
	EMPTY_ROOT,
	LIMITED,
	ONCE,
	.mounts = MOUNTS(PROGRAM_MOUNT, { MOUNT_BIND, .source = "/data/secret", .target = "/lent",
						.idmap = ID_RANGES({ 325, 0, 1 }) }),
};
/* Of a file system that has no other owners than its own. */
static const struct container unable = {
	.name = "unable",
	.identity = USER(326, 326),
	MAPPED(326, "/data/unable", .idmap = ID_RANGES({ 326, 5000, 1 })),
};

static const struct container *const containers[] = { &nodes, &ranges, &fixed, &without, &mapped,
	&inner, &nobody, &tree, &secret, &unable };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "owners",
	.containers = CONTAINERS(containers),
};
