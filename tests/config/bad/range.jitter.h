/* expect: beat: restart.jitter_percent: 91 is not within 0 to 90; give another number */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .jitter_percent = 91 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
