/* expect: appliance: ram_bytes: -1 is negative; give the board's memory, or leave it out */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.ram_bytes = UNLIMITED,
};
