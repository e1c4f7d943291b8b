/* expect: beat: root: is not given; give { ROOT_HOST }, or { ROOT_DIRECTORY, .source = } */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
