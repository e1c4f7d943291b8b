/* expect: beat: root.upper: /proc/data shows the processes of the appliance; give another directory */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_HOST, .overlay = OVERLAY_DIRECTORY, .upper = "/proc/data" },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
