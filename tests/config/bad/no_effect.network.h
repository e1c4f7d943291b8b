/* expect:
 * beat: networks[0].bridge: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].interface: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].address: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].address6: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].host_address: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].host_address6: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].gateway: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].gateway6: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].routes: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].routes6: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].mtu: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].queue_length: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].mac: has no effect with NETWORK_HOST; remove it
 * beat: networks[0].hairpin: has no effect with NETWORK_HOST; remove it
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_HOST,
		.bridge = &lan,
		.address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1),
		.interface = "wan",
		.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 2, 64),
		.host_address = IP4(10, 77, 0, 1),
		.host_address6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 1),
		.gateway6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 1),
		.routes = ROUTES({ CIDR4(10, 0, 0, 0, 8), IP4(10, 77, 0, 1) }),
		.routes6 = ROUTES6({ CIDR6(0xfd01, 0, 0, 0, 0, 0, 0, 0, 64),
			IP6(0xfd00, 0, 0, 0, 0, 0, 0, 1) }),
		.queue_length = 10,
		.mac = MAC(2, 0, 0, 0, 0, 1),
		.hairpin = true,
		.mtu = 1500 }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
