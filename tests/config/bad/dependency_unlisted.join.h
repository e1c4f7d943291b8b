/* expect: beat: join.network: tick is not in the containers of the appliance; list it, before this one */
#include "../base.h"

static const struct container tick = {
	.name = "tick", ORDINARY(102),
};

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.join = JOIN(.network = &tick),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
