/* expect: beat: ready.fd: 3 is where sockets[0] is; give a higher one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .any = true }),
	.ready = READY(READY_FD, .fd = 3),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
