/* expect: beat: once: has no effect without KIND_ONESHOT; remove it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .once = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
};
