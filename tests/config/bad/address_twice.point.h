/* expect:
 * other: networks[0].address: 10.80.0.2 is the address of beat already; give each its own
 * third: networks[0].host_address: 10.80.0.2 is the address of beat already; give each its own
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1) }),
};

static const struct container other = {
	.name = "other", ORDINARY(102),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1) }),
};
static const struct container third = {
	.name = "third", ORDINARY(103),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 3, 32),
		.host_address = IP4(10, 80, 0, 2) }),
};

LIST(&beat, &other, &third);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
