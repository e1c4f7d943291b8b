/* expect: beat: sockets[0].name: "a:b" contains other characters; give a-z, 0-9 and '-', with a letter first and no '-' last */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_UNIX, .path = "/run/x", .name = "a:b" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
