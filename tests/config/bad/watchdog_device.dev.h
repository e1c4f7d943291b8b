/* expect: appliance: watchdog.device: "/dev" is not below /dev; give "/dev/watchdog" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.watchdog = { .device = "/dev", .timeout_s = 30 },
};
