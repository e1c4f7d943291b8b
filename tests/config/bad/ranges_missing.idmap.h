/* expect: beat: mounts[0].idmap: is not given; give ID_RANGES({ inside, outside, count }) */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/a", .idmap = ID_RANGES({ 0, 0, 0 }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
