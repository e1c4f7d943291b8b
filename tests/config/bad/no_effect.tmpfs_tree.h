/* expect:
 * beat: mounts[0].recursive: has no effect with MOUNT_TMPFS; remove it
 * beat: mounts[0].propagation: has no effect with MOUNT_TMPFS; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/a", .size_bytes = KiB(64), .recursive = true, .propagation = PROPAGATION_SLAVE }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
