/* expect: beat: success: has no effect with KIND_CONNECTION; remove it */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_UNIX, .path = "/run/all" } };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all, .success = EXITS(3),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
