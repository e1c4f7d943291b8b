/* expect: beat: sockets[0].address: is not the only one given; keep address, address6 or any */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_UDP, .on = SOCKET_HOST, .port = 80, .any = true,
		.address = IP4(10, 0, 0, 1) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
