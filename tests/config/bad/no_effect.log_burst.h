/* expect: beat: log.burst: has no effect without .rate; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.log = LOG(.burst = 5),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
