/* expect: beat: ready.path: "run/x" is not absolute; give a path as "/a/b" */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_FILE, .path = "run/x"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
