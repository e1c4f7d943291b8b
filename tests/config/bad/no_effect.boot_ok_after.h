/* expect: appliance: boot_ok_after_ms: has no effect without boot_ok, boot_failed or boot_reboot; remove it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .essential = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.boot_ok_after_ms = SECONDS(20),
};
