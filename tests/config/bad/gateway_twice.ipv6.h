/* expect: beat: networks[1].gateway6: networks[0] has one already, and there is one default route; keep one of them */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };
static const struct bridge dmz = { .name = "dmz0", .ports = PORTS("eth0") };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 2, 64), .gateway6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 1) },
		{ NETWORK_VETH, .bridge = &dmz, .address6 = CIDR6(0xfd01, 0, 0, 0, 0, 0, 0, 3, 64),
			.gateway6 = IP6(0xfe80, 0, 0, 0, 0, 0, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan, &dmz),
};
