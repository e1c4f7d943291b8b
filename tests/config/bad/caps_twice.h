/* expect: beat: capability_sets.bounding: repeats what caps has; remove that */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.caps = CAP(CHOWN) | CAP(NET_RAW),
	.allow_setuid = true,
	.capability_sets = CAPABILITY_SETS(.bounding = CAP(NET_RAW) | CAP(SETUID)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
