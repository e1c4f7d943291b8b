/* expect: beat: log.rate: has no effect with .none; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.log = LOG(.none = true, .rate = 5),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
