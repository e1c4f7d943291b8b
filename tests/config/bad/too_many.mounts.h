/* expect: beat: mounts: has more than 32 entries; shorten it */
#include "../base.h"

#define OUTER { MOUNT_BIND, .source = "/srv", .target = "/srv" }

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS(TIMES_16(OUTER), TIMES_16(OUTER), OUTER),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
