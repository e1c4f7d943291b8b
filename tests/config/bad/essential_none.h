/* expect: appliance: essentials: has no effect without an essential container; say .essential = true of those that the machine is nothing without */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_REBOOT),
};
