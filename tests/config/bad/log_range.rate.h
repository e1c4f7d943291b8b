/* expect: beat: log.rate: -1 is not within 1 to 100000; give another number, or leave it out */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.log = LOG(.rate = -1),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
