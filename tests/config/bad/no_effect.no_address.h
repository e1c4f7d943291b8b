/* expect:
 * beat: networks[0].gateway: has no effect without .address; remove it
 * beat: networks[0].routes: has no effect without .address; remove it
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 2, 64),
		.gateway = IP4(10, 77, 0, 1),
		.routes = ROUTES({ CIDR4(10, 0, 0, 0, 8), IP4(10, 77, 0, 1) }) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
