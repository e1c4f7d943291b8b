/* expect:
 * beat: networks[0].bridge: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].address: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].gateway: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].mtu: has no effect with NETWORK_HOST; remove it
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_HOST,
		.bridge = &lan,
		.address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1),
		.mtu = 1500 }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
