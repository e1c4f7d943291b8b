/* expect: beat: restart.kind: RESTART_NEVER would leave the terminal to nobody; leave it out */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE, .restart = { RESTART_NEVER },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
