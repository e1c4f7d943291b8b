/* expect: beat: networks[0].kind: NETWORK_HOST leaves no place for another network; keep one of them */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_HOST },
		{ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
