/* expect: beat: tty: "/dev/ttyS1" is absolute; give a name below /dev, as "ttyS1" or "net/tun" */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE, .tty = "/dev/ttyS1",
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
