/* expect: beat: ready.kind: processes of others could speak for it; give it its own pid namespace */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.shares = SHARE_PID,
	.ready = READY(READY_NOTIFY),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
