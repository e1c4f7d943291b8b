/* expect: beat: sockets[0].mode: 1600 has bits outside 0777; give an octal number, as 0660 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ SOCKET_UNIX, .path = "/run/x", .mode = 01600 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
