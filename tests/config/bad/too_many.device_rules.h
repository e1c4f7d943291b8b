/* expect: appliance: device_rules: has more than 32 entries; shorten it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.device_rules = DEVICE_RULES(TIMES_64({ "sd*" })),
};
