/* expect: dull: pressure: has more than 4 entries; shorten it */
#include "../base.h"

static const struct container dull = {
	.name = "dull", ORDINARY(101),
	.pressure = PRESSURE(TIMES_4({ PRESSURE_IO, .stall_us = 1, .window_us = 500000 }),
		{ PRESSURE_IO, .stall_us = 1, .window_us = 500000 }),
};

LIST(&dull);
const struct appliance appliance = { ORDINARY_MACHINE };
