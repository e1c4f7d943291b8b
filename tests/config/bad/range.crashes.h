/* expect: appliance: crashes.files: 1001 is not within 0 to 1000; give another number */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.crashes = CRASHES(.kernel = true, .total_bytes = MiB(1), .files = 1001),
};
