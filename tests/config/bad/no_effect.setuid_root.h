/* expect: beat: allow_setuid: has no effect with ROOT_TMPFS; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_TMPFS, .size_bytes = MiB(1) },
	.allow_setuid = true,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
