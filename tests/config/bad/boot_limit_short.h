/* expect: appliance: boot_limit_ms: 20000 ms are over before the 30000 ms of boot_ok_after_ms; give more */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_reboot = true,
	.boot_limit_ms = SECONDS(20),
};
