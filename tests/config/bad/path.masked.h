/* expect: beat: masked[0]: "proc/keys" is not absolute; give a path as "/a/b" */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.masked = PATHS("proc/keys"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
