/*
 * Roots of every kind, with and without a layer over them, good ones and such that cannot be.
 */
#include <nsinit/container.h>

#define LIMITED .limits = LIMITS(.memory_bytes = MiB(16), .processes = 4)
#define ONCE    .restart = { RESTART_NEVER }
#define ROOT_ID(n)                                                                                 \
	.identity = ROOT_USER, .user = { USER_RANGES, .uids = ID_RANGES({ 0, n, 1000 }),           \
		.gids = ID_RANGES({ 0, n, 1000 }) }

/* A root of what is bound into it, and nothing else. */
static const struct container bound = {
	.name = "bound",
	.argv = ARGV(
		"/test/touch", "/", "/here", "/deep/", "/deep/er/", "/deep/er/tmp/here", "/etc/"),
	.root = { ROOT_TMPFS, .size_bytes = KiB(64) },
	.identity = USER(301, 301),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/test", .target = "/test", .executable = true },
		{ MOUNT_BIND, .source = "/srv/note", .target = "/etc/note" },
		{ MOUNT_TMPFS, .target = "/deep/er/tmp", .size_bytes = KiB(16) }),
	LIMITED,
	ONCE,
};

/* The same, and root inside may write to it. */
static const struct container loose = {
	.name = "loose",
	.argv = ARGV("/test/touch", "/here", "/"),
	.root = { ROOT_TMPFS, .size_bytes = KiB(64), .writable = true },
	ROOT_ID(400000),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/test", .target = "/test", .executable = true }),
	LIMITED,
	ONCE,
};

static const struct container squash = {
	.name = "squash",
	.argv = ARGV("/test/touch", "/", "/here"),
	.root = { ROOT_SQUASHFS, .source = "/images/squash" },
	.identity = USER(302, 302),
	LIMITED,
	ONCE,
};

static const struct container erofs = {
	.name = "erofs",
	.argv = ARGV("/test/touch", "/", "/here"),
	.root = { ROOT_EROFS, .source = "/images/erofs" },
	.identity = USER(303, 303),
	LIMITED,
	ONCE,
};

/* What is written to it is gone with it; a missing target is made in its layer. */
static const struct container layered = {
	.name = "layered",
	.argv = ARGV("/test/touch", "/", "/here", "/made/"),
	.root = { ROOT_SQUASHFS, .source = "/images/squash", .overlay = OVERLAY_TMPFS,
		.size_bytes = KiB(256) },
	ROOT_ID(500000),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/made" }),
	LIMITED,
	ONCE,
};

/* What is written to it is there again. */
static const struct container kept = {
	.name = "kept",
	.argv = ARGV("/test/touch", "/", "/here"),
	.root = { ROOT_EROFS, .source = "/images/erofs", .overlay = OVERLAY_DIRECTORY,
		.upper = "/data/kept" },
	ROOT_ID(600000),
	LIMITED,
	ONCE,
};

/* Over a directory, which stays as it is. */
static const struct container over = {
	.name = "over",
	.argv = ARGV("/test/touch", "/test/here", "/test/"),
	.root = { ROOT_HOST, .overlay = OVERLAY_TMPFS, .size_bytes = KiB(64) },
	.identity = ROOT_USER,
	LIMITED,
	ONCE,
};

#define BROKEN(id, ...)                                                                            \
	.argv = ARGV("/test/touch"), .root = { __VA_ARGS__ }, .identity = USER(id, id), LIMITED,   \
	ONCE

static const struct container garbage = {
	.name = "garbage",
	BROKEN(311, ROOT_SQUASHFS, .source = "/images/garbage"),
};
static const struct container wrong = {
	.name = "wrong",
	BROKEN(312, ROOT_EROFS, .source = "/images/squash"),
};
static const struct container missing = {
	.name = "missing",
	BROKEN(313, ROOT_SQUASHFS, .source = "/images/missing"),
};
static const struct container linked = {
	.name = "linked",
	BROKEN(314, ROOT_SQUASHFS, .source = "/images/link"),
};
static const struct container folder = {
	.name = "folder",
	BROKEN(315, ROOT_SQUASHFS, .source = "/images/folder"),
};
static const struct container nowhere = {
	.name = "nowhere",
	BROKEN(316, ROOT_SQUASHFS, .source = "/images/squash", .overlay = OVERLAY_DIRECTORY,
		.upper = "/data/nowhere"),
};
static const struct container filed = {
	.name = "filed",
	BROKEN(317, ROOT_SQUASHFS, .source = "/images/squash", .overlay = OVERLAY_DIRECTORY,
		.upper = "/data/file"),
};
/* The target of its mount is missing in an image that nothing can be added to. */
static const struct container bare = {
	.name = "bare",
	BROKEN(318, ROOT_SQUASHFS, .source = "/images/squash"),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/nothing/here", .size_bytes = KiB(16) }),
};
/* A link in the way of a target leads nowhere, and nothing is made where it points. */
static const struct container astray = {
	.name = "astray",
	BROKEN(319, ROOT_SQUASHFS, .source = "/images/squash", .overlay = OVERLAY_TMPFS,
		.size_bytes = KiB(64)),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/astray/here", .size_bytes = KiB(16) }),
};

/* A layer's file system that is full, has room for no directory more, cannot be written. */
#define LAYER(id, path)                                                                            \
	BROKEN(id, ROOT_SQUASHFS, .source = "/images/squash", .overlay = OVERLAY_DIRECTORY,        \
		.upper = path)
static const struct container full = { .name = "full", LAYER(320, "/data/full") };
static const struct container crowded = {
	.name = "crowded",
	LAYER(321, "/data/crowded"),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/one/two/three", .size_bytes = KiB(16) }),
};
static const struct container sealed = { .name = "sealed", LAYER(322, "/data/sealed") };

/* An image with files where a start needs directories: /proc, and on the way to a target. */
static const struct container blunt = {
	.name = "blunt",
	BROKEN(323, ROOT_EROFS, .source = "/images/blunt"),
};
static const struct container blocked = {
	.name = "blocked",
	BROKEN(324, ROOT_EROFS, .source = "/images/erofs"),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/test/touch/deep", .size_bytes = KiB(16) }),
};
static const struct container covering = {
	.name = "covering",
	BROKEN(325, ROOT_SQUASHFS, .source = "/images/squash", .overlay = OVERLAY_TMPFS,
		.size_bytes = KiB(64)),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/test/touch", .size_bytes = KiB(16) }),
};

static const struct container *const containers[] = { &bound, &loose, &squash, &erofs, &layered,
	&kept, &over, &garbage, &wrong, &missing, &linked, &folder, &nowhere, &filed, &bare,
	&astray, &full, &crowded, &sealed, &blunt, &blocked, &covering };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "root",
	.containers = CONTAINERS(containers),
};
