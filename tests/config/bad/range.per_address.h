/* expect: beat: connections.per_address: 129 is not within 0 to 128; give another number */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_TCP, .on = SOCKET_HOST, .any = true, .port = 80 }, .per_address = 129 };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
