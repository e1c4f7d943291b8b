/* expect: beat: networks[0].gateway: 10.78.0.1 is outside 10.77.0.0/24; give an address of that network */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH,
		.bridge = &lan,
		.address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 78, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
