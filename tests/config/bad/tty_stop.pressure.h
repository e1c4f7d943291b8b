/* expect: beat: pressure: would leave the terminal to nobody; give PRESSURE_RESTART */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE,
	.pressure = PRESSURE({ PRESSURE_CPU, PRESSURE_STOP, .stall_us = 900000, .window_us = 1000000 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
