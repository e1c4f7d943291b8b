/* expect: second: identity.uid: 101 is the uid of first already, so each owns the other's files; give each its own */
#include "../base.h"

static const struct container first = {
	.name = "first", ORDINARY(101),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, LIMITED, .identity = USER(101, 102),
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
