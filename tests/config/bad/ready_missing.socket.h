/* expect: beat: sockets[0].path: is not given; give what its kind looks for */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_UNIX }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
