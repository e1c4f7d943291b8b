/* expect: beat: restart.delay_max_ms: 100 ms is less than the first delay, 200 ms; give delay_max_ms of at least delay_ms */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .delay_max_ms = 100 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
