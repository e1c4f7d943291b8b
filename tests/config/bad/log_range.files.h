/* expect: appliance: logs.files: 1 is not within 2 to 99; give another number, or leave it out */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.directory = "/data/logs", .files = 1) };
