/* expect: beat: ready.port: 65536 is not within 1 to 65535; give another number */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_TCP, .port = 65536),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
