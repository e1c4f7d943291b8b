/* expect: appliance: crashes: has no effect without kernel or core_bytes; remove it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.crashes = CRASHES(.total_bytes = MiB(1)),
};
