/* expect: appliance: boot_ok: has no effect without an essential container; say .essential = true of those that the machine is nothing without */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };
static const struct container mark = { .name = "mark", ORDINARY(102), .kind = KIND_TASK };

LIST(&beat, &mark);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_ok = &mark,
};
