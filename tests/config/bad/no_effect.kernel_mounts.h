/* expect:
 * beat: mounts[0].source: has no effect with MOUNT_PROC; remove it
 * beat: mounts[0].executable: has no effect with MOUNT_PROC; remove it
 * beat: mounts[1].writable: has no effect with MOUNT_SYSFS; remove it
 * beat: mounts[1].hidepid: has no effect with MOUNT_SYSFS; remove it
 * beat: mounts[2].size_bytes: has no effect with MOUNT_MQUEUE; remove it
 * beat: mounts[3].mode: has no effect with MOUNT_DEVPTS; remove it
 * beat: mounts[4].mode: has no effect with MOUNT_SHM; remove it
 * beat: mounts[4].writable: has no effect with MOUNT_SHM; remove it
 * beat: mounts[5].recursive: has no effect with MOUNT_CGROUP; remove it
 * beat: mounts[6].pids_only: has no effect with MOUNT_TMPFS; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_PROC, .target = "/proc", .source = "/a", .executable = true },
		{ MOUNT_SYSFS, .target = "/b", .writable = true, .hidepid = HIDEPID_OPEN },
		{ MOUNT_MQUEUE, .target = "/dev/mqueue", .size_bytes = 4096 },
		{ MOUNT_DEVPTS, .target = "/c", .mode = 0755 },
		{ MOUNT_SHM, .target = "/dev/shm", .size_bytes = 4096, .mode = 0755, .writable = true },
		{ MOUNT_CGROUP, .target = "/sys/fs/cgroup", .recursive = true },
		{ MOUNT_TMPFS, .target = "/d", .size_bytes = 4096, .pids_only = true }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
