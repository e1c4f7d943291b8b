/* expect: beat: root.upper: /containers/beat/data and /containers/beat of beat are one in the other; give each a directory of its own */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_DIRECTORY, .source = "/containers/beat", .overlay = OVERLAY_DIRECTORY,
		.upper = "/containers/beat/data" },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
