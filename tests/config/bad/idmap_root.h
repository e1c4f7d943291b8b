/* expect: beat: mounts[0].idmap[1].outside: makes files of the appliance's root, who would trust them; give the files to another id, or remove .writable */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/a", .writable = true, .idmap = ID_RANGES({ 101, 1000, 1 }, { 5, 0, 1 }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
