/* expect: beat: networks[0].gateway: nobody has 10.77.0.254: bridge lan0 has no port to the outside; give the address of the bridge or of a container on it */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH,
		.bridge = &lan,
		.address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 254) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
