/* expect: tick: each_start_of: has no effect without KIND_ONESHOT; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.each_start_of = &beat,
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
