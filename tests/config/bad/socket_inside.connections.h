/* expect: beat: connections.listen.on: SOCKET_INSIDE is not possible: it has no network; give SOCKET_HOST */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_TCP, .port = 80 } };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
