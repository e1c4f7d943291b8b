/* expect: beat: networks[1].address: 10.80.0.3/32 overlaps with networks[0], 10.80.0.2/32; give each interface its own network */
/* Both would be the way to the one host end. */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1) },
		{ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 3, 32),
			.host_address = IP4(10, 80, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
