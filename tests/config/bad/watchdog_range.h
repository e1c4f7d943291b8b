/* expect: appliance: watchdog.timeout_s: 0 s is not within 2 to 3600 s; give what the device can do */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.watchdog = { .device = "/dev/watchdog" },
};
