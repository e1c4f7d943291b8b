/* expect: beat: syscalls: lets no connection be accepted; add accept4, or take a wider set */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .any = true }),
	.syscalls = SYSCALLS_MINIMAL,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
