/* expect: nodes: name: "nodes" is what nsinit calls something of its own; give another name */
#include "../base.h"

static const struct container beat = {
	.name = "nodes", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
