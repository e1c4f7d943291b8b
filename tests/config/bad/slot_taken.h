/* expect: appliance: slots[0].least: it could be that of peer; give a range without it
 * appliance: slots[0].least: it could be that of lan0; give a range without it
 * appliance: slots[1].least: it could be that of beat; give a range without it
 * appliance: slots[1].least: it could be that of a; give a range without it */
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
			       .least = IP4(10, 77, 0, 1), .most = IP4(10, 77, 0, 20) },
		{ SLOT_ADDRESS, .name = "b", .container = &peer, .least = IP4(10, 77, 0, 10),
			.most = IP4(10, 77, 0, 30) }),
};
