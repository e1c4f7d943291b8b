/* expect:
 * beat: idle_ms: has no effect without sockets; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.idle_ms = SECONDS(1),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
