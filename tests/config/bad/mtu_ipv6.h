/* expect:
 * appliance: bridges[0].mtu: 1279 is less than the 1280 that IPv6 needs; give more, or no address6
 * beat: networks[0].mtu: 1279 is less than the 1280 that IPv6 needs; give more, or no address6
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64), .mtu = 1279 };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 2, 64), .mtu = 1279 }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
