/* expect: appliance: essentials.on_failed: 3 is not one of enum essential_kind; use its names */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.essentials = ESSENTIALS(.on_failed = (enum essential_kind)3),
};
