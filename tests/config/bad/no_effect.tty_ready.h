/* expect: beat: ready: has no effect with KIND_CONSOLE; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE, .ready = READY(READY_TCP, .port = 80),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
