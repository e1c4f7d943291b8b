/* expect: beat: log.burst: 1000001 is not within 1 to 1000000; give another number, or leave it out */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.log = LOG(.rate = 1, .burst = 1000001),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
