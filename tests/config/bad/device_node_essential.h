/* expect: beat: device_node: goes when its device is pulled out, and the machine would fail with it; remove .essential */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.essential = true,
	.device_node = "ttyUSB0",
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
