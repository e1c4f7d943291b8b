/* expect: tick: each_start_of: beat is listed later; list it before this one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.kind = KIND_ONESHOT, .each_start_of = &beat,
};

LIST(&tick, &beat);
const struct appliance appliance = { ORDINARY_MACHINE };
