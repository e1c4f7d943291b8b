/* expect: beat: success: has no effect with KIND_CONSOLE; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE, .success = EXITS(3),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
