/* expect: appliance: boot_limit_ms: is not given, so that no boot fails in time; give milliseconds or SECONDS(n) */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_reboot = true,
};
