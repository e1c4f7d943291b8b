/* expect: beat: masked: has more than 16 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.masked = PATHS(TIMES_16("/a"), "/b"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
