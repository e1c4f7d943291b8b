/* expect: other: networks[0].mac: 02:00:00:00:00:01 is that of beat already; give each its own, or none */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24), .mac = MAC(2, 0, 0, 0, 0, 1) }),
};

static const struct container other = {
	.name = "other", ORDINARY(102),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1), .mac = MAC(2, 0, 0, 0, 0, 1) }),
};

LIST(&beat, &other);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
