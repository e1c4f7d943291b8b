/* expect: beat: tty: has no effect without KIND_CONSOLE; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.tty = "ttyS1",
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
