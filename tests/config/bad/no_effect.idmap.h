/* expect: beat: mounts[0].idmap: has no effect with MOUNT_TMPFS; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/a", .size_bytes = KiB(64),
		.idmap = ID_RANGES({ 101, 1000, 1 }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
