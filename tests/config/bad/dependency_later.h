/* expect: second: needs[0]: first is listed later; list it before this one */
#include "../base.h"

static const struct container first = {
	.name = "first", ORDINARY(101),
};
static const struct container second = {
	.name = "second", ORDINARY(102), .needs = NEEDS(&first),
};

LIST(&second, &first);
const struct appliance appliance = { ORDINARY_MACHINE };
