/* expect: drum: each_start_of: has no effect with device_node; remove it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };
static const struct container drum = {
	.name = "drum",
	ORDINARY(102),
	.kind = KIND_ONESHOT,
	.each_start_of = &beat,
	.device_node = "ttyUSB0",
};

LIST(&beat, &drum);
const struct appliance appliance = { ORDINARY_MACHINE };
