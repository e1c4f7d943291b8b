/* expect: beat: sockets[0].on: SOCKET_INSIDE is not possible: its user namespace owns its network; give SOCKET_HOST */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 101, 100101, 1 }),
		.gids = ID_RANGES({ 101, 100101, 1 }) },
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32),
		.host_address = IP4(10, 80, 0, 1) }),
	.sockets = SOCKETS({ SOCKET_TCP, .port = 80 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
