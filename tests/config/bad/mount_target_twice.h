/* expect: beat: mounts[1].target: /tmp is the target of mounts[0] already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) },
		{ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
