/* expect: appliance: bridges[1].address6: fd00::/48 overlaps with fd00::/64 of lan0; give each bridge its own network */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };
static const struct bridge dmz = { .name = "dmz0",
	.address6 = CIDR6(0xfd00, 0, 0, 9, 0, 0, 0, 1, 48) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 2, 64) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan, &dmz),
};
