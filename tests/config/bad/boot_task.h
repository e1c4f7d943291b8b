/* expect: appliance: boot_ok: beat is started at boot anyway; give a KIND_TASK */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_ok = &beat,
};
