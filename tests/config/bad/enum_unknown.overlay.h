/* expect: beat: root.overlay: 7 is not one of enum overlay_kind; use its names */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_HOST, .overlay = (enum overlay_kind)7 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
