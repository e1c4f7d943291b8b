/* expect: appliance: bridges[0].ports: has more than 16 entries; shorten it */
#include "../base.h"

static const struct bridge lan = {
	.name = "lan0",
	.ports = PORTS("p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8",
		"p9", "p10", "p11", "p12", "p13", "p14", "p15", "p16"),
};
static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
