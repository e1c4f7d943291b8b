/* expect: appliance: logs.total_bytes: 512 KiB are less than the 3 files that are written, of 256 KiB each; give more, or a smaller .file_bytes */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.log = LOG(.file = true),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.kernel = true, .directory = "/data/logs", .total_bytes = KiB(512)) };
