/* expect:
 * beat: mounts[0].source: has no effect with MOUNT_TMPFS; remove it
 * beat: mounts[0].writable: has no effect with MOUNT_TMPFS; remove it
 * beat: mounts[1].size_bytes: has no effect with MOUNT_BIND; remove it
 * beat: mounts[1].mode: has no effect with MOUNT_BIND; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS(
		{ MOUNT_TMPFS, .target = "/tmp", .size_bytes = KiB(64), .source = "/srv", .writable = true },
		{ MOUNT_BIND, .target = "/srv", .size_bytes = MiB(16), .source = "/srv", .mode = 0755 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
