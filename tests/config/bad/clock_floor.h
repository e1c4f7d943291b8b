/* expect: appliance: clock.floor_s: -1 is no time within 1970 and 9999; give seconds since 1970, or leave it out */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.clock = CLOCK(.floor_s = -1),
};
