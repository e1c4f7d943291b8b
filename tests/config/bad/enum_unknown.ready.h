/* expect:
 * beat: ready.kind: 8 is not one of enum ready_kind; use its names
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(8),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
