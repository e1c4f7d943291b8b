/* expect: beat: networks[1].gateway: networks[0] has one already, and there is one default route; keep one of them */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };
static const struct bridge dmz = { .name = "dmz0", .address = CIDR4(10, 78, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH,
		.bridge = &lan,
		.address = CIDR4(10, 77, 0, 2, 24),
		.gateway = IP4(10, 77, 0, 1) },
		{ NETWORK_VETH,
		.bridge = &dmz,
		.address = CIDR4(10, 78, 0, 2, 24),
		.gateway = IP4(10, 78, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan, &dmz),
};
