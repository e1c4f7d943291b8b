/* expect: beat: restart.kind: RESTART_ALWAYS would never let a KIND_TIMER be done; give RESTART_ON_FAILURE or KIND_SERVICE */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER,
	.timer = TIMER(.every_ms = SECONDS(1)),
	.restart = { RESTART_ALWAYS },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
