/* expect: beat: success: has more than 16 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.success = EXITS(TIMES_16(1), 2),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
