/* expect: beat: mounts[0].idmap[0].count: is 0, so the list ends here; give the number of ids */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/a", .idmap = ID_RANGES({ 101, 1000, 0 }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
