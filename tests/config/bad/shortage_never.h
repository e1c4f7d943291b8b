/* expect:
 * dull: oom: starts nothing again with RESTART_NEVER; give OOM_STOP, or another restart.kind
 * dull: pressure[0].action: starts nothing again with RESTART_NEVER; give PRESSURE_STOP, or another restart.kind
 */
#include "../base.h"

static const struct container dull = {
	.name = "dull", ORDINARY(101),
	.oom = OOM_RESTART,
	.pressure = PRESSURE({ PRESSURE_MEMORY, PRESSURE_RESTART, .stall_us = 1, .window_us = 500000 }),
	.restart = { RESTART_NEVER },
};

LIST(&dull);
const struct appliance appliance = { ORDINARY_MACHINE };
