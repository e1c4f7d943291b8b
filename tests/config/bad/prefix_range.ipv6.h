/* expect:
 * beat: networks[0].address6: prefix length 0 is not within 1 to 128; give CIDR4() or CIDR6()
 * beat: networks[1].address6: prefix length 129 is not within 1 to 128; give CIDR4() or CIDR6()
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = { IP6(0xfd00, 0, 0, 0, 0, 0, 0, 2) } },
		{ NETWORK_VETH, .bridge = &lan, .address6 = { IP6(0xfd02, 0, 0, 0, 0, 0, 0, 2), 129 } }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
