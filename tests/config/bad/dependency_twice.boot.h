/* expect: appliance: boot_failed: mark is named in boot_ok already; remove one */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };
static const struct container mark = { .name = "mark", ORDINARY(102), .kind = KIND_TASK };

LIST(&beat, &mark);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_ok = &mark,
	.boot_failed = &mark,
	.boot_limit_ms = MINUTES(5),
};
