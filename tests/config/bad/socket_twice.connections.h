/* expect: tick: connections.listen: is what sockets[0] of beat is already; remove one */
#include "../base.h"

static const struct connections all = {
	.listen = { SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = 80 },
};
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .address = IP4(10, 0, 0, 1), .port = 80 }),
};
static const struct container tick = {
	.name = "tick",
	ORDINARY(102),
	.kind = KIND_CONNECTION, .connections = &all,
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
