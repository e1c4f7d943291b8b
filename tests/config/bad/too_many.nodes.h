/* expect: beat: nodes: has more than 32 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.nodes = NODES(TIMES_16({ NODE_CHARACTER, "a", 10, 200 }), TIMES_16({ NODE_CHARACTER, "a", 10, 200 }), { NODE_CHARACTER, "a", 10, 200 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
