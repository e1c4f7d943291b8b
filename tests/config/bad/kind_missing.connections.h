/* expect: beat: connections.listen.kind: is not given, so the list ends here; begin the entry with a SOCKET_ kind */
#include "../base.h"

static const struct connections all = { .listen = { .port = 80 } };
static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONNECTION, .connections = &all,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
