/* expect:
 * beat: networks[0].address: 10.80.0.2/24 is a network, but a link between two has none; give the address with prefix length 32
 * beat: networks[0].address6: fd80::2/64 is a network, but a link between two has none; give the address with prefix length 128
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT,
		.address = CIDR4(10, 80, 0, 2, 24),
		.host_address = IP4(10, 80, 0, 1),
		.address6 = CIDR6(0xfd80, 0, 0, 0, 0, 0, 0, 2, 64),
		.host_address6 = IP6(0xfd80, 0, 0, 0, 0, 0, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
