/* expect: beat: mounts[0].writable: would show a group that nobody gave to the container's user; say limits.delegate, or remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_CGROUP, .target = "/sys/fs/cgroup", .writable = true }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
