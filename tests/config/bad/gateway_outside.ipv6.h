/* expect: beat: networks[0].gateway6: fd01::1 is outside fd00::/64; give an address of that network */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 2, 64), .gateway6 = IP6(0xfd01, 0, 0, 0, 0, 0, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
