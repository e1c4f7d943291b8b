/* expect:
 * beat: mounts[2].target: /var hides mounts[0], /var/log; put the outer mount first
 * beat: mounts[2].target: /var hides mounts[1], /var/lib; put the outer mount first
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_TMPFS, .target = "/var/log", .size_bytes = KiB(64) },
		{ MOUNT_TMPFS, .target = "/var/lib", .size_bytes = KiB(64) },
		{ MOUNT_TMPFS, .target = "/var", .size_bytes = KiB(64) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
