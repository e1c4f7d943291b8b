/* expect: tick: needs[0]: beat is a KIND_TIMER, which nobody starts at boot; give KIND_ONESHOT */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_TIMER, .timer = TIMER(.every_ms = SECONDS(9)),
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.needs = NEEDS(&beat),
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
