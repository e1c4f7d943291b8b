/* expect: appliance: overlays[0]: "etc" is not absolute; give a path as "/a/b" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.overlays = PATHS("etc"),
};
