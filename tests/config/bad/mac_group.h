/* expect: beat: networks[0].mac: 01:00:5e:00:00:01 is the address of a group; give one with an even first byte */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24), .mac = MAC(1, 0, 0x5e, 0, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
