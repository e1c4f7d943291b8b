/* expect: beat: networks[1].address: 10.77.0.3/24 overlaps with networks[0], 10.77.0.2/24; give each interface its own network */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24) },
		{ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 3, 24) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
