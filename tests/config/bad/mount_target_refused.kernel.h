/* expect:
 * beat: mounts[0].target: /dev/shm belongs to nsinit; mount below another directory
 * beat: mounts[1].target: /proc belongs to nsinit; mount below another directory
 * beat: mounts[2].target: /dev/mqueue/a belongs to nsinit; mount below another directory
 * beat: mounts[3].target: /sys belongs to nsinit; mount below another directory
 * beat: mounts[4].target: /dev/pts belongs to nsinit; mount below another directory
 * beat: mounts[5].target: /sys/fs/cgroup/unified belongs to nsinit; mount below another directory
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_PROC, .target = "/dev/shm" },
		{ MOUNT_SHM, .target = "/proc", .size_bytes = KiB(64) },
		{ MOUNT_MQUEUE, .target = "/dev/mqueue/a" },
		{ MOUNT_SYSFS, .target = "/sys" },
		{ MOUNT_DEVPTS, .target = "/dev/pts" },
		{ MOUNT_CGROUP, .target = "/sys/fs/cgroup/unified" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
