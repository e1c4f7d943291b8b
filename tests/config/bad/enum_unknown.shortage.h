/* expect:
 * dull: oom: 5 is not one of enum oom; use its names
 * dull: pressure[0].kind: 4 is not one of enum pressure_kind; use its names
 * dull: pressure[0].action: 3 is not one of enum pressure_action; use its names
 */
#include "../base.h"

static const struct container dull = {
	.name = "dull", ORDINARY(101),
	.oom = 5,
	.pressure = PRESSURE({ 4, 3, .stall_us = 1, .window_us = 500000 }),
};

LIST(&dull);
const struct appliance appliance = { ORDINARY_MACHINE };
