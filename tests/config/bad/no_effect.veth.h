/* expect:
 * beat: networks[0].host_address: has no effect with NETWORK_VETH; remove it
 * beat: networks[0].host_address6: has no effect with NETWORK_VETH; remove it
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24),
		.host_address = IP4(10, 77, 0, 1), .host_address6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
