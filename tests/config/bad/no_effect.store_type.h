/* expect:
 * appliance: store_mount.type: has no effect without a device; remove it
 * appliance: store_mount.wait_ms: has no effect without a device; remove it
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.store_mount = { .type = "ext4", .wait_ms = SECONDS(9) },
};
