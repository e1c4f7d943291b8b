/* expect:
 * beat: networks[0].routes[1]: 192.168.0.0/16 is reached through networks[0].routes[0] already; remove one
 * beat: networks[0].routes[2]: 10.77.0.0/24 is reached through networks[0] already; remove one
 * beat: networks[1].routes[0]: 192.168.0.0/16 is reached through networks[0].routes[0] already; remove one
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.routes = ROUTES({ CIDR4(192, 168, 0, 0, 16), IP4(10, 77, 0, 1) },
			{ CIDR4(192, 168, 0, 0, 16), IP4(10, 77, 0, 1) },
			{ CIDR4(10, 77, 0, 0, 24), IP4(10, 77, 0, 1) }) },
		{ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1),
			.routes = ROUTES({ CIDR4(192, 168, 0, 0, 16), IP4(10, 80, 0, 1) }) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
