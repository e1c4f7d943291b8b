/* expect: beat: sockets[0].path: "/run//x" contains "//"; give a path as "/a/b" */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_UNIX, .path = "/run//x" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
