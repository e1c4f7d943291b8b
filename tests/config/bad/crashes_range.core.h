/* expect: appliance: crashes.core_bytes: 2 MiB is not within 64 KiB to 1 MiB; give KiB(n) or MiB(n) */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.crashes = CRASHES(.core_bytes = MiB(2), .total_bytes = MiB(1)),
};
