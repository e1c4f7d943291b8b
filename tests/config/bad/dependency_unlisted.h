/* expect: second: needs[0]: first is not in the containers of the appliance; list it, before this one */
#include "../base.h"

static const struct container first = {
	.name = "first", ORDINARY(101),
};
static const struct container second = {
	.name = "second", ORDINARY(102), .needs = NEEDS(&first),
};

LIST(&second);
const struct appliance appliance = { ORDINARY_MACHINE };
