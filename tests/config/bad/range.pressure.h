/* expect:
 * dull: pressure[0].window_us: 499999 is not within 500000 to 10000000; give another number
 * dull: pressure[1].stall_us: 1000001 is not within 1 to 1000000; give another number
 */
#include "../base.h"

static const struct container dull = {
	.name = "dull", ORDINARY(101),
	.pressure = PRESSURE({ PRESSURE_MEMORY, .stall_us = 1, .window_us = 499999 },
		{ PRESSURE_CPU, .stall_us = 1000001, .window_us = 1000000 }),
};

LIST(&dull);
const struct appliance appliance = { ORDINARY_MACHINE };
