/* expect: appliance: essentials.on_failed: there is no watchdog to starve; give .watchdog, or another consequence */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_STARVE),
};
