/* expect: beat: connections.per_address: has no effect with a path; remove it */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_UNIX, .path = "/run/all" }, .per_address = 2 };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
