/* expect: beat: tty: tty0 is another name of a terminal; give its own, as "ttyS1", or leave it out for the machine's console */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE, .tty = "tty0",
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
