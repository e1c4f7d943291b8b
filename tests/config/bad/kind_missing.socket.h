/* expect: beat: sockets[0].kind: is not given, so the list ends here; begin the entry with a SOCKET_ kind */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.sockets = SOCKETS({ .port = 80 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
