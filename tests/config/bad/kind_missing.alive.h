/* expect: beat: alive: is not given, so the list ends here; begin the entry with its kind */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.alive = ALIVE(.interval_ms = SECONDS(5)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
