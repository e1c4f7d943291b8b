/* expect: beat: mounts[0].hidepid: 4 is not one of enum hidepid; use its names */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_PROC, .target = "/proc", .hidepid = (enum hidepid)4 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
