/* expect: appliance: device_rules[0].name: is not given, so the list ends here; begin the entry with a name below /dev */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.device_rules = DEVICE_RULES({ .mode = 0660 }),
};
