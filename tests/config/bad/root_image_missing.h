/* expect: beat: root.source: is not given; give the image file of the appliance */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_SQUASHFS },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
