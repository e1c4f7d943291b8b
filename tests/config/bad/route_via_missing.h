/* expect:
 * beat: networks[0].routes[0].via: is not given; give the address of a router in the network
 * beat: networks[0].routes6[0].via: is not given; give the address of a router in the network
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24), .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 2, 64),
		.routes = ROUTES({ CIDR4(192, 168, 0, 0, 16) }),
		.routes6 = ROUTES6({ CIDR6(0xfd01, 0, 0, 0, 0, 0, 0, 0, 64) }) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
