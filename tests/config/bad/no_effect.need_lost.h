/* expect: beat: need_lost: has no effect without needs; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.need_lost = NEED_LOST_STOP,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
