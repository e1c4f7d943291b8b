/* expect: appliance: crashes: is kept nowhere; give the appliance .store = "/data" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.crashes = CRASHES(.kernel = true, .total_bytes = MiB(1)),
};
