/* expect:
 * beat: networks[0].gateway: 10.80.0.9 is outside 10.80.0.1/32; give an address of that network
 * beat: networks[0].gateway6: fe80::1 is outside fd80::1/128; give an address of that network
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1),
		.address6 = CIDR6(0xfd80, 0, 0, 0, 0, 0, 0, 2, 128),
		.host_address6 = IP6(0xfd80, 0, 0, 0, 0, 0, 0, 1),
		.gateway = IP4(10, 80, 0, 9),
		.gateway6 = IP6(0xfe80, 0, 0, 0, 0, 0, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
