/* expect: beat: networks[0].address: 10.77.0.9 is in 10.77.0.0/24 of bridge lan0, where nobody would find it; give an address of no bridge */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 77, 0, 9, 32),
		.host_address = IP4(10, 77, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
