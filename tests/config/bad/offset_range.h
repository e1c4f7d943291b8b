/* expect:
 * beat: time.monotonic_s: -1 s is not within 0 to 3153600000 s; give seconds ahead of the appliance
 * beat: time.boottime_s: 3153600001 s is not within 0 to 3153600000 s; give seconds ahead of the appliance
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.time = TIME_OFFSETS(.monotonic_s = -1, .boottime_s = 3153600001),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
