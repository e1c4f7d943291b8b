/* expect: beat: read_only[0]: / is all of the root; give a path below it; the root is read-only by itself */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.read_only = PATHS("/"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
