/* expect: beat: links: has more than 32 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.links = LINKS(TIMES_16({ "a", "b" }), TIMES_16({ "a", "b" }), { "a", "b" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
