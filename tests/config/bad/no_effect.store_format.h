/* expect: appliance: store_mount.format: has no effect without a device; remove it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.store_mount = { .format = ARGV("/sbin/mke2fs") },
};
