/* expect:
 * appliance: logs.files: has no effect without .directory; remove it
 * appliance: logs.total_bytes: has no effect without .directory; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.files = 3, .total_bytes = MiB(1)) };
