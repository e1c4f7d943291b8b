/* expect: beat: join.pid: is the container itself; remove it */
#include "../base.h"

static const struct container beat;
static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.join = JOIN(.pid = &beat),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
