/* expect: beat: mounts: the tmpfs mounts add up to 9 MiB, more than memory_bytes, 8 MiB; files in a tmpfs count as memory: lower the sizes or raise the limit */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_TMPFS, .size_bytes = MiB(9) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
