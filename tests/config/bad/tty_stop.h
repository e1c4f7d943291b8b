/* expect: beat: oom: would leave the terminal to nobody; give OOM_RESTART */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE, .oom = OOM_STOP,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
