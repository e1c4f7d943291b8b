/* expect: beat: oom: would serve one connection less for ever; give OOM_RESTART */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_UNIX, .path = "/run/all" } };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all, .oom = OOM_STOP,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
