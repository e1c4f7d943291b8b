/* expect: beat: networks[0].kind: NET_ADMIN reaches the appliance's own interfaces through a NETWORK_POINT_TO_POINT; remove the capability, or say NETWORK_HOST */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101), .caps = CAP(NET_ADMIN),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
