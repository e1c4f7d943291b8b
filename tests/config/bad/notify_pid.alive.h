/* expect: beat: alive.kind: processes of others could speak for it; give it its own pid namespace */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.shares = SHARE_PID,
	.alive = ALIVE(ALIVE_NOTIFY, .interval_ms = 1000),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
