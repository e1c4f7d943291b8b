/* expect:
 * beat: sockets[0].path: has no effect without a SOCKET_UNIX kind; remove it
 * beat: sockets[0].mode: has no effect without a SOCKET_UNIX kind; remove it
 * beat: sockets[0].uid: has no effect without a SOCKET_UNIX kind; remove it
 * beat: sockets[0].gid: has no effect without a SOCKET_UNIX kind; remove it
 * beat: sockets[1].on: has no effect with a path; remove it
 * beat: sockets[1].port: has no effect with a path; remove it
 * beat: sockets[1].address: has no effect with a path; remove it
 * beat: sockets[1].address6: has no effect with a path; remove it
 * beat: sockets[1].any: has no effect with a path; remove it
 * beat: sockets[2].any: has no effect without SOCKET_HOST; remove it
 * beat: restart.kind: has no effect with sockets; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32),
		.host_address = IP4(10, 80, 0, 1) }),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .any = true,
				   .path = "/run/x", .mode = 0600, .uid = 1, .gid = 1 },
		{ SOCKET_UNIX, .on = SOCKET_HOST, .path = "/run/x", .port = 1,
			.address = IP4(10, 0, 0, 1), .address6 = IP6(1, 0, 0, 0, 0, 0, 0, 1),
			.any = true },
		{ SOCKET_UDP, .port = 80, .any = true }),
	.restart = { RESTART_ALWAYS },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
