/* expect: beat: alive: has no effect without KIND_SERVICE; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_ONESHOT,
	.alive = ALIVE(ALIVE_NOTIFY, .interval_ms = 1000),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
