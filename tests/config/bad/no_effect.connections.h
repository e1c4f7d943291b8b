/* expect: beat: connections: has no effect without KIND_CONNECTION; remove it */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_UNIX, .path = "/run/all" } };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.connections = &all,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
