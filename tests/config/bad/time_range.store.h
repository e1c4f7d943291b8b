/* expect: appliance: store_mount.wait_ms: 400000 ms is not within 100 to 300000 ms; give milliseconds or SECONDS(n), or leave it out for the default */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.store_mount = { .device = "/dev/vda", .type = "ext4", .wait_ms = 400000 },
};
