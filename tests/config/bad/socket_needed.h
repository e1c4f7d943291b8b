/* expect:
 * next: join.ipc: beat runs only while somebody uses its sockets; name another one
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .any = true }),
};

static const struct container next = {
	.name = "next", ORDINARY(102),
	.join = JOIN(.ipc = &beat),
};

LIST(&beat, &next);
const struct appliance appliance = { ORDINARY_MACHINE };
