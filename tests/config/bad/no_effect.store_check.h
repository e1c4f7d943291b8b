/* expect: appliance: store_mount.check_limit_ms: has no effect without check or format; remove it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.store_mount = { "LABEL=data", "ext4", .check_limit_ms = SECONDS(2) },
};
