/* expect: beat: networks[0].gateway: 10.77.0.3 is other, which the containers on bridge lan0 do not reach; say .open of the bridge, or give the bridge's address */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24), .gateway = IP4(10, 77, 0, 3) }),
};

static const struct container other = {
	.name = "other", ORDINARY(102),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 3, 24) }),
};

LIST(&beat, &other);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
