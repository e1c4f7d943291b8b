/* expect: beat: mounts[0].source: is not given; give the path on the appliance */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .target = "/srv" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
