/* expect:
 * beat: sockets: has no effect without KIND_SERVICE; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_ONESHOT,
	.sockets = SOCKETS({ SOCKET_TCP, .on = SOCKET_HOST, .port = 80, .any = true }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
