/* expect: appliance: store_mount.type: is not given; give the file system, as "ext4" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.store_mount = { "/dev/vda" },
};
