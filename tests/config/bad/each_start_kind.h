/* expect: tick: each_start_of: beat runs to its end; name a KIND_SERVICE */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_ONESHOT,
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.kind = KIND_ONESHOT, .each_start_of = &beat,
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
