/* expect: beat: mounts: the tmpfs mounts add up to 8256 KiB, more than memory_bytes, 8 MiB; files in a tmpfs count as memory: lower the sizes or raise the limit */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_SHM, .target = "/dev/shm", .size_bytes = MiB(8) },
		{ MOUNT_TMPFS, .target = "/run", .size_bytes = KiB(64) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
