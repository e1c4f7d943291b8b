/* expect: beat: mounts[0].propagation: a later mount shows as the appliance has it, writable and with its programs; say .writable and .executable, or remove .propagation */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/media", .target = "/media", .propagation = PROPAGATION_SLAVE }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
