/* expect:
 * beat: networks[0].address6: fd00::1 is the address of lan0 already; give each its own
 * third: networks[0].address6: fd00::3 is the address of other already; give each its own
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0",
	.address = CIDR4(10, 77, 0, 1, 24),
	.address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 1, 64) }),
};

static const struct container other = {
	.name = "other", ORDINARY(102),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 3, 64) }),
};
static const struct container third = {
	.name = "third", ORDINARY(103),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address6 = CIDR6(0xfd00, 0, 0, 0, 0, 0, 0, 3, 64) }),
};

LIST(&beat, &other, &third);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
