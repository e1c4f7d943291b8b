/* expect:
 * beat: mounts[0].size_bytes: 64 bytes are less than a page; give KiB(n) or MiB(n)
 * beat: mounts[1].size_bytes: -1 bytes are less than a page; give KiB(n) or MiB(n)
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/tmp", .size_bytes = 64 },
		{ MOUNT_TMPFS, .target = "/run", .size_bytes = UNLIMITED }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
