/* compiler: processor: 0..63 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.cpus = ON_CPU(0) | ON_CPU(64), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
