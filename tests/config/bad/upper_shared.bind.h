/* expect: second: mounts[0].source: /data and /data/beat of beat are one in the other; give each a directory of its own */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_HOST, .overlay = OVERLAY_DIRECTORY, .upper = "/data/beat" },
};
static const struct container second = {
	.name = "second", PROGRAM, USED_BY(102), LIMITED,
	.root = { ROOT_HOST },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/data", .target = "/data", .writable = true }),
};

LIST(&beat, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
