/* expect: beat: mounts[0].idmap: has more than 8 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/a", .idmap = ID_RANGES(TIMES_4({ 101, 1000, 1 }), TIMES_4({ 101, 1000, 1 }), { 101, 1000, 1 }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
