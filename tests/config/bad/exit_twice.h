/* expect: beat: success[2]: 3 is success[0] already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.success = EXITS(3, 4, 3),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
