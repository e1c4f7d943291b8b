/* expect: appliance: bridges: has more than 16 entries; shorten it */
#include "../base.h"

static const struct bridge lan = { .name = "lan0" };
static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(TIMES_16(&lan), &lan),
};
