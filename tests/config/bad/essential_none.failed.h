/* expect: appliance: boot_limit_ms: has no effect without an essential container; say .essential = true of those that the machine is nothing without */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_limit_ms = MINUTES(5),
	.boot_reboot = true,
};
