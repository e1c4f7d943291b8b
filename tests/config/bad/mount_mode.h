/* expect: beat: mounts[0].mode: 3361 has bits outside 01777; give an octal number, as 0755 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	/* Decimal, and meant as 01777. */
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64), .mode = 1777 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
