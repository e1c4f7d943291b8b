/* expect: appliance: overlays: is kept nowhere; give the appliance .store = "/data"
 * appliance: factory_reset: is kept nowhere; give the appliance .store = "/data" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.overlays = PATHS("/etc"),
	.factory_reset = FACTORY_RESET(),
};
