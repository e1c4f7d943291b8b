/* expect: beat: mounts[0].mode: 1363 shuts the container's own user out; give an octal number, as 0755 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	/* Decimal, and meant as 0755. */
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64), .mode = 755 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
