/* expect: appliance: store_mount.fallback_bytes: 4 KiB is not within 64 KiB to 16 GiB; give KiB(n) or MiB(n) */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.store_mount = { "LABEL=data", "ext4", .fallback_bytes = KiB(4) },
};
