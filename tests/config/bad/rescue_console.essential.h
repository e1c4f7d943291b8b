/* expect: appliance: essentials.on_failed: there is no console to rescue anything from; give the appliance CONSOLE_SHELL */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.essentials = ESSENTIALS(.on_failed = ESSENTIAL_RESCUE),
};
