/* expect: beat: join.network: tick is listed later; list it before this one */
#include "../base.h"

static const struct container tick = {
	.name = "tick", ORDINARY(102),
};

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.join = JOIN(.network = &tick),
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
