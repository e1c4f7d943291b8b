/* expect:
 * appliance: bridges[0].address: prefix length 0 is not within 1 to 32; give CIDR4() or CIDR6()
 * beat: networks[0].address: prefix length 33 is not within 1 to 32; give CIDR4() or CIDR6()
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = { IP4(10, 77, 0, 1) } };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = { IP4(10, 77, 0, 2), 33 } }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
