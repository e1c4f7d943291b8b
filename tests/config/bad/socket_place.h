/* expect:
 * beat: sockets[0].path: /tmp/socket is not below /run, or belongs to nsinit; give a path as "/run/web/socket"
 * beat: sockets[1].path: /run/nsinit/web is not below /run, or belongs to nsinit; give a path as "/run/web/socket"
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_UNIX, .path = "/tmp/socket" },
		{ SOCKET_UNIX, .path = "/run/nsinit/web" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
