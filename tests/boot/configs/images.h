/*
 * Roots that are images, on a machine: with a layer that takes what is written, and without; and
 * what else of a container's files depends on the kernel and its version of control groups.
 */
#include <nsinit/container.h>

#define SMALL .limits = LIMITS(.memory_bytes = MiB(16), .processes = 8)
#define ONCE  .restart = { RESTART_NEVER }
#define SAYS(...)                                                                                  \
	.argv = ARGV("/bin/sh", "-c", __VA_ARGS__ "; echo end; exec sleep 100000")

/* The layer takes what is written, and the target that the image does not have. */
static const struct container squash = {
	.name = "squash",
	SAYS("echo $(ls /); echo $(ls /made); echo text >/new && cat /new; rm /note; ls /note"),
	.root = { ROOT_SQUASHFS, .source = "/images/squash", .overlay = OVERLAY_TMPFS,
		.size_bytes = KiB(256) },
	.identity = ROOT_USER,
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/made" }),
	SMALL,
	ONCE,
};

static const struct container erofs = {
	.name = "erofs",
	SAYS("echo $(ls /); cat /note; (echo text >/new); cat /proc/self/mountinfo"),
	.root = { ROOT_EROFS, .source = "/images/erofs" },
	.identity = USER(301, 301),
	SMALL,
	ONCE,
};

/* The appliance's root is read-only: nothing can be kept there. */
static const struct container unkept = {
	.name = "unkept",
	SAYS("echo up"),
	.root = { ROOT_SQUASHFS, .source = "/images/squash", .overlay = OVERLAY_DIRECTORY,
		.upper = "/images/upper" },
	.identity = USER(302, 302),
	SMALL,
	ONCE,
};

/* Its own group, which is its user's to divide. */
static const struct container groups = {
	.name = "groups",
	SAYS("cd /sys/fs/cgroup; cat unified/memory.max memory.max memory/memory.limit_in_bytes; "
	     "mkdir sub unified/sub"),
	.root = { ROOT_HOST },
	.identity = USER(303, 303),
	.mounts = MOUNTS({ MOUNT_CGROUP, .target = "/sys/fs/cgroup", .writable = true }),
	.limits = LIMITS(.memory_bytes = MiB(12), .processes = 8, .delegate = true),
	ONCE,
};
/* One that is not; and a node that the filter of devices lets it use. */
static const struct container plain = {
	.name = "plain",
	SAYS("cd /sys/fs/cgroup; ls -d *; cat memory.max memory/memory.limit_in_bytes; "
	     "mkdir sub; echo spoken >/dev/said/kmsg; ls -ln /dev/said/kmsg"),
	.root = { ROOT_HOST },
	.identity = ROOT_USER,
	.devices = DEVICES({ DEVICE_CHARACTER, 1, 11, DEVICE_WRITE }),
	.nodes = NODES({ NODE_CHARACTER, "said/kmsg", 1, 11, .mode = 0200 }),
	.mounts = MOUNTS({ MOUNT_CGROUP, .target = "/sys/fs/cgroup" }),
	.limits = LIMITS(.memory_bytes = MiB(12), .processes = 8),
	ONCE,
};

/* A tmpfs has other owners than its own since Linux 6.3. */
static const struct container lent = {
	.name = "lent",
	SAYS("ls -ln /srv"),
	.root = { ROOT_HOST },
	.identity = USER(304, 304),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/images", .target = "/srv",
		.idmap = ID_RANGES({ 304, 0, 1 }) }),
	SMALL,
	ONCE,
};

static const struct container *const containers[] = { &squash, &erofs, &unkept, &groups, &plain,
	&lent };

const struct appliance appliance = {
	.schema = NSINIT_SCHEMA,
	.hostname = "images",
	.containers = CONTAINERS(containers),
	.console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") },
};
