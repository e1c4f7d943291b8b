/* expect: beat: ready.kind: a KIND_SERVICE that exits is not ready but gone; give KIND_ONESHOT */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_EXIT),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
