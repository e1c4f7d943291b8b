/* expect:
 * beat: sockets[0].port: 0 is not within 1 to 65535; give another number
 * beat: sockets[1].port: 65536 is not within 1 to 65535; give another number
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .any = true },
		{ SOCKET_UDP, .on = SOCKET_HOST, .any = true, .port = 65536 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
