/* expect: appliance: bridges[0].name: is not given; give it a name, as "lan0" */
#include "../base.h"

static const struct bridge lan = { .ports = PORTS("eth0") };
static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
