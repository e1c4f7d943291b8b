/* expect: beat: capability_sets: has no effect without allow_setuid; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.capability_sets = CAPABILITY_SETS(.bounding = CAP(NET_RAW)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
