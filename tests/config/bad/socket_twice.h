/* expect:
 * beat: sockets[1]: is what sockets[0] of beat is already; remove one
 * next: sockets[0]: is what sockets[0] of beat is already; remove one
 * next: sockets[1]: is what sockets[2] of beat is already; remove one
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .any = true },
		{ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .address = IP4(10, 0, 0, 1) },
		{ SOCKET_UNIX, .path = "/run/socket" },
		{ SOCKET_UDP, .on = SOCKET_HOST, .port = 80, .any = true }),
};

static const struct container next = {
	.name = "next", ORDINARY(102),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .address = IP4(10, 0, 0, 2) },
		{ SOCKET_UNIX_DATAGRAM, .path = "/run/socket" }),
};

LIST(&beat, &next);
const struct appliance appliance = { ORDINARY_MACHINE };
