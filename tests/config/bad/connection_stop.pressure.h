/* expect: beat: pressure: would serve one connection less for ever; give PRESSURE_RESTART */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_UNIX, .path = "/run/all" } };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all,
	.pressure = PRESSURE({ PRESSURE_CPU, PRESSURE_STOP, .stall_us = 900000, .window_us = 1000000 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
