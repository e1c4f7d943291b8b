/* expect: beat: capability_sets.inheritable: has what neither caps nor capability_sets.bounding has; add it to the bounding set */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.allow_setuid = true,
	.capability_sets = CAPABILITY_SETS(
		.bounding = CAP(NET_RAW), .inheritable = CAP(NET_RAW) | CAP(SETUID)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
