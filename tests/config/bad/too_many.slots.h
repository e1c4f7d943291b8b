/* expect: appliance: slots: has more than 16 entries; shorten it */
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
	.slots = SLOTS(TIMES_16({ SLOT_HOSTNAME, "a" }), { SLOT_HOSTNAME, "a" }),
};
