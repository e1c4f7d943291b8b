/* expect: appliance: slots[0].least: 10.77.0.10 to 10.77.1.1 does not fit the config's own value, 10.77.0.10; give a range around it, of one network, or of ports from 1 to 65535
 * appliance: slots[0].least: it could be that of peer; give a range without it */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 1, 24) };
static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 10, 24) }),
};
static const struct container peer = {
	.name = "peer", ORDINARY(102),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &lan, .address = CIDR4(10, 77, 0, 20, 24) }),
};
static const struct container web = {
	.name = "web", ORDINARY(103),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .any = true }),
};

LIST(&beat, &peer, &web);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
	.store = "/data",
	.slots = SLOTS({ SLOT_ADDRESS, .name = "a", .container = &beat,
		.least = IP4(10, 77, 0, 10), .most = IP4(10, 77, 1, 1) }),
};
