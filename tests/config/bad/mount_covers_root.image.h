/* expect: second: mounts[0].source: /images holds the root of beat, which could then be rewritten; give another directory, or remove .writable */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_SQUASHFS, .source = "/images/beat" },
};
static const struct container second = {
	.name = "second", PROGRAM, USED_BY(102), LIMITED,
	.root = { ROOT_HOST },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/images", .target = "/data", .writable = true }),
};

LIST(&beat, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
