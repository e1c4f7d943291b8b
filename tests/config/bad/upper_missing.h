/* expect: beat: root.upper: is not given; give the directory of the appliance that keeps the changes */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_HOST, .overlay = OVERLAY_DIRECTORY },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
