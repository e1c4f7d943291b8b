/* expect: beat: mounts[0].source: /containers holds the root of beat, which could then be rewritten; give another directory, or remove .writable */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_DIRECTORY, .source = "/containers/beat" },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/containers", .target = "/mnt", .writable = true }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
