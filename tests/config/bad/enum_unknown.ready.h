/* expect:
 * beat: ready.kind: 7 is not one of enum ready_kind; use its names
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(7),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
