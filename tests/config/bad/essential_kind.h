/* expect: mark: essential: a container that is not started at boot, or comes and goes, cannot be it; give KIND_SERVICE or KIND_ONESHOT */
#include "../base.h"

static const struct container mark = {
	.name = "mark", ORDINARY(102), .kind = KIND_TASK, .essential = true,
};

LIST(&mark);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
