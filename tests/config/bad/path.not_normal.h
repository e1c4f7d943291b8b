/* expect:
 * beat: mounts[0].target: "" is empty; give a path as "/a/b"
 * beat: mounts[1].target: "/a//b" contains "//"; give a path as "/a/b"
 * beat: mounts[2].target: "/a/" ends with '/'; give a path as "/a/b"
 * beat: mounts[3].target: "/a/./b" contains "."; give a path as "/a/b"
 * beat: mounts[4].target: "/a/../proc" contains ".."; give a path as "/a/b"
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "", .size_bytes = KiB(4) },
		{ MOUNT_TMPFS, .target = "/a//b", .size_bytes = KiB(4) },
		{ MOUNT_TMPFS, .target = "/a/", .size_bytes = KiB(4) },
		{ MOUNT_TMPFS, .target = "/a/./b", .size_bytes = KiB(4) },
		{ MOUNT_TMPFS, .target = "/a/../proc", .size_bytes = KiB(4) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
