/* expect: beat: mounts[0].size_bytes: is not given; give KiB(n) or MiB(n) */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_SHM, .target = "/dev/shm" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
