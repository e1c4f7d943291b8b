/* expect: beat: networks[0].gateway6: nobody has fd00::fe: bridge lan0 has no port to the outside; give the address of the bridge or of a container on it */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 2, 64), .gateway6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 0xfe) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
