/* expect: beat: mounts[0].idmap[0].count: 4294967295 ids from 101 on pass the last one; lower the count */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/a", .idmap = ID_RANGES({ 101, 5, 4294967295U }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
