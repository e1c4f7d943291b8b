/* expect: appliance: boot_limit_ms: has no effect without boot_failed or boot_reboot; remove it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };
static const struct container mark = { .name = "mark", ORDINARY(102), .kind = KIND_TASK };

LIST(&beat, &mark);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_ok = &mark,
	.boot_limit_ms = MINUTES(5),
};
