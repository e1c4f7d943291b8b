/* expect: beat: sockets[0].address: is not given, nor is address6; give IP4() or IP6(), or say .any for those of the outside too */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
