/* expect: appliance: watchdog.device: "/watchdog" is not below /dev; give "/dev/watchdog" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.watchdog = { .device = "/watchdog", .timeout_s = 30 },
};
