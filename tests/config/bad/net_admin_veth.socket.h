/* expect: beat: sockets[0].on: NET_ADMIN reaches the appliance's own interfaces through a socket of it; remove the capability, or say NETWORK_HOST */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.caps = CAP(NET_ADMIN),
	.sockets = SOCKETS({ SOCKET_UNIX, .path = "/run/x" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
