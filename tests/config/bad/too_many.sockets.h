/* expect: beat: sockets: has more than 8 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS(TIMES_4({ SOCKET_UNIX, .path = "/run/x" }),
		TIMES_4({ SOCKET_UNIX, .path = "/run/x" }), { SOCKET_UNIX, .path = "/run/x" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
