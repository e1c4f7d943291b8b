/* expect: appliance: logs.directory: /data/logs and /data, which beat may write, are one in the other; give the logs a directory of their own */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/data", .target = "/data", .writable = true }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .logs = LOGS(.directory = "/data/logs") };
