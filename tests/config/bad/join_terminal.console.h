/* expect: guest: join.mount: host has the /dev that the terminal would be in; keep one of them */
#include "../base.h"

static const struct container host = { .name = "host", ORDINARY(101) };
static const struct container guest = {
	.name = "guest", PROGRAM, USED_BY(102), LIMITED,
	.kind = KIND_CONSOLE,
	.join = JOIN(.mount = &host),
};

LIST(&host, &guest);
const struct appliance appliance = { ORDINARY_MACHINE };
