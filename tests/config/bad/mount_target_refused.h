/* expect:
 * beat: mounts[0].target: /proc belongs to nsinit; mount below another directory
 * beat: mounts[1].target: /sys/fs belongs to nsinit; mount below another directory
 * beat: mounts[2].target: /dev/shm belongs to nsinit; mount below another directory
 * beat: mounts[3].target: / belongs to nsinit; mount below another directory
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/proc", .size_bytes = KiB(64) },
		{ MOUNT_TMPFS, .target = "/sys/fs", .size_bytes = KiB(64) },
		{ MOUNT_TMPFS, .target = "/dev/shm", .size_bytes = KiB(64) },
		{ MOUNT_TMPFS, .target = "/", .size_bytes = KiB(64) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
