/* expect: appliance: bridges[1].address: 10.77.0.0/16 overlaps with 10.77.0.0/24 of lan0; give each bridge its own network */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };
static const struct bridge dmz = { .name = "dmz0", .address = CIDR4(10, 77, 1, 1, 16) };
static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan, &dmz),
};
