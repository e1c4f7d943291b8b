/* expect: beat: networks[0].kind: NET_ADMIN reaches the appliance's own interfaces through a NETWORK_VETH; remove the capability, or say NETWORK_HOST */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101), .caps = CAP(NET_ADMIN) | CAP(NET_RAW),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
