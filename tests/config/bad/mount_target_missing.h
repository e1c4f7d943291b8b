/* expect: beat: mounts[0].target: is not given; give the path inside the container */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_TMPFS, .size_bytes = KiB(64) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
