/* compiler: IPv6 group: 0..0xffff */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH,
		.gateway6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 0x10000) }), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
