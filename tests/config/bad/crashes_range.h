/* expect: appliance: crashes.total_bytes: 0 bytes is not within 256 KiB to 64 GiB; give KiB(n) or MiB(n) */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.crashes = CRASHES(.kernel = true),
};
