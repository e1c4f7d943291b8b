/* expect: appliance: fault: FAULT_REEXEC is a way to execute nsinit again; give .reexec = true */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.fault = FAULT_REEXEC,
};
