/* expect: appliance: boot_failed: beat is started at boot anyway; give a KIND_TASK */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_failed = &beat,
	.boot_limit_ms = MINUTES(5),
};
