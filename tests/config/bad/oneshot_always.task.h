/* expect: beat: restart.kind: RESTART_ALWAYS would never let a KIND_TASK be done; give RESTART_ON_FAILURE or KIND_SERVICE */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TASK,
	.restart = { RESTART_ALWAYS },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
