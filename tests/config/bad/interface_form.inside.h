/* expect:
 * beat: networks[0].interface: "sixteen-letters-" has more than 15 characters; give an interface name, as "lan0"
 * beat: networks[1].interface: "lo" means something else to the kernel; give an interface name, as "lan0"
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 2, 24), .interface = "sixteen-letters-" },
		{ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1), .interface = "lo" }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
