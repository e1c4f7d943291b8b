/* expect: appliance: device_rules[0].name: "?em" is about mem too, which must stay as it is; give a narrower pattern */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.device_rules = DEVICE_RULES({ "?em" }),
};
