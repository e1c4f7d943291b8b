/* expect: beat: connections.listen.kind: has no connections; give SOCKET_TCP or SOCKET_UNIX */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_UDP, .on = SOCKET_HOST, .any = true, .port = 80 } };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
