/* expect: tick: needs[0]: beat is named in join already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.needs = NEEDS(&beat), .join = JOIN(.network = &beat),
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
