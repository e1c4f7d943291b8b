/* expect: beat: networks[0].routes: has more than 8 entries; shorten it */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.routes = ROUTES({ CIDR4(192, 168, 0, 0, 24), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 1, 0, 24), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 2, 0, 24), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 3, 0, 24), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 4, 0, 24), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 5, 0, 24), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 6, 0, 24), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 7, 0, 24), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 8, 0, 24), IP4(10, 77, 0, 1) }) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
