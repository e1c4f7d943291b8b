/* expect: appliance: logs.file_bytes: 16383 is not within 16384 to 1073741824; give another number, or leave it out */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.directory = "/data/logs", .file_bytes = 16383) };
