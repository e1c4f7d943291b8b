/* compiler: IPv6 prefix length: 1..128 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH,
		.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 0) }), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
