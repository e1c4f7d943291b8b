/* expect: appliance: boot_ok_after_ms: -1 ms is not within 1 to 86400000 ms; give milliseconds or SECONDS(n), or leave it out for the default
 * appliance: boot_limit_ms: 10 ms is not within 1000 to 86400000 ms; give milliseconds or SECONDS(n), or leave it out for the default */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_ok_after_ms = -1,
	.boot_limit_ms = 10,
	.boot_reboot = true,
};
