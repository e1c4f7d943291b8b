/* expect: beat: sockets[0].on: SOCKET_INSIDE is not possible: it has no network; give SOCKET_HOST */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .port = 80 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
