/* expect: beat: root.source: is not given; give the directory of the appliance */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_DIRECTORY },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
