/* expect: appliance: overlays[1]: /var/lib and overlays[0], /var, are one in the other; remove one */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.overlays = PATHS("/var", "/var/lib"),
};
