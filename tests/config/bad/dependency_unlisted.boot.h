/* expect: appliance: boot_ok: mark is not in the containers of the appliance; list it, before this one */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };
static const struct container mark = { .name = "mark", ORDINARY(102), .kind = KIND_TASK };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_ok = &mark,
};
