/* expect: beat: mounts[0].idmap: later mounts show the appliance's own owners; remove .propagation, or .idmap */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/a", .writable = true,
		.executable = true, .propagation = PROPAGATION_SLAVE, .idmap = ID_RANGES({ 101, 1000, 1 }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
