/* expect: appliance: slots[0]: there is no such place in the config; give a listed .container, and as .entry the network or socket whose value it is
 * appliance: slots[1]: there is no such place in the config; give a listed .container, and as .entry the network or socket whose value it is
 * appliance: slots[2]: there is no such place in the config; give a listed .container, and as .entry the network or socket whose value it is
 * appliance: slots[3]: there is no such place in the config; give a listed .container, and as .entry the network or socket whose value it is
 * appliance: slots[4]: there is no such place in the config; give a listed .container, and as .entry the network or socket whose value it is */
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
	.slots = SLOTS({ SLOT_ADDRESS, .name = "a", .container = &beat, .entry = 1 },
		{ SLOT_MAC, .name = "b", .container = &beat },
		{ SLOT_PORT, .name = "c", .container = &beat },
		{ SLOT_SWITCH, .name = "d" },
		{ SLOT_HOSTNAME, .name = "e", .container = &beat }),
};
