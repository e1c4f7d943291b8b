/* expect: beat: mounts[0].propagation: 2 is not one of enum propagation; use its names */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/media", .target = "/media", .propagation = (enum propagation)2 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
