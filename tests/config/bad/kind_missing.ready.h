/* expect: beat: ready: is not given, so the list ends here; begin the entry with its kind */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(.timeout_ms = SECONDS(1)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
