/* expect: beat: mounts[0].source: /sys/fs/cgroup shows and controls the kernel of the appliance; give another directory */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/sys/fs/cgroup", .target = "/a", .writable = true }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
