/* expect: beat: networks[0].bridge: is not given; give the address of a struct bridge */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .address = CIDR4(10, 77, 0, 2, 24) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
