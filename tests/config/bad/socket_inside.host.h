/* expect: beat: sockets[0].on: SOCKET_INSIDE is not possible: its network is the appliance's; give SOCKET_HOST */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_HOST }),
	.sockets = SOCKETS({ SOCKET_TCP, .port = 80 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
