/* expect: beat: restart.kind: has no effect with KIND_CONNECTION; remove it */
#include "../base.h"

static const struct connections all = { .listen = { SOCKET_UNIX, .path = "/run/all" } };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all, .restart = { RESTART_ALWAYS },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
