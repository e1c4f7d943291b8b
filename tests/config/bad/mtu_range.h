/* expect:
 * first: networks[0].mtu: 67 is not within 68 to 65535; give 0 for the kernel's
 * second: networks[0].mtu: 65536 is not within 68 to 65535; give 0 for the kernel's
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };

static const struct container first = {
	.name = "first", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24), .mtu = 67 }),
};
static const struct container second = {
	.name = "second", ORDINARY(102),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 3, 24), .mtu = 65536 }),
};

LIST(&first, &second);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
