/* expect: beat: alive.kind: 5 is not one of enum alive_kind; use its names */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.alive = ALIVE(5, .interval_ms = 1000),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
