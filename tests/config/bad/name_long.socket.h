/* expect: beat: sockets[0].name: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" has 32 characters, more than 31; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_UNIX, .path = "/run/x", .name = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
