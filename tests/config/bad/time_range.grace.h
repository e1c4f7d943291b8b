/* expect: appliance: essentials.grace_ms: 10 ms is not within 1000 to 86400000 ms; give milliseconds or SECONDS(n), or leave it out for the default */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.essentials = ESSENTIALS(.grace_ms = 10),
};
