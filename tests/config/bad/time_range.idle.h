/* expect: beat: idle_ms: 50 ms is not within 100 to 3600000 ms; give milliseconds or SECONDS(n), or leave it out for the default */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .any = true }),
	.idle_ms = 50,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
