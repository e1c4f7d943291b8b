/* expect: appliance: slots[1]: has the name or the place of slots[0]; remove one
 * appliance: slots[2]: has the name or the place of slots[0]; remove one */
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
	.slots = SLOTS({ SLOT_SWITCH, .name = "a", .container = &beat },
		{ SLOT_SWITCH, .name = "b", .container = &beat },
		{ SLOT_SWITCH, .name = "a", .container = &peer }),
};
