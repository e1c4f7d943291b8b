/* expect: tick: needs[0]: beat is named in each_start_of already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.kind = KIND_ONESHOT, .each_start_of = &beat, .needs = NEEDS(&beat),
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
