/* expect: appliance: store_mount.device: "PARTLABEL=" is no device; give "/dev/mmcblk0p3", "PARTLABEL=data", "PARTUUID=..." or "LABEL=data" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.store_mount = { "PARTLABEL=", "ext4" },
};
