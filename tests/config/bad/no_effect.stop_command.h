/* expect: beat: stop.argv_limit_ms: has no effect without argv; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.stop = { .argv_limit_ms = 500 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
