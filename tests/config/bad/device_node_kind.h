/* expect: beat: device_node: runs only when something else starts it; give KIND_SERVICE without .sockets, KIND_ONESHOT or KIND_CONSOLE */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_TASK,
	.device_node = "ttyUSB0",
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
