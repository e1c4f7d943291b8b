/* expect: beat: root.size_bytes: is not given; give KiB(n) or MiB(n) */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_HOST, .overlay = OVERLAY_TMPFS },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
