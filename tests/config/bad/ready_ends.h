/* expect: beat: ready.kind: what runs to its end is ready when it exited; give READY_EXIT */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_ONESHOT,
	.ready = READY(READY_NOTIFY),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
