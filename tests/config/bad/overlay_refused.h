/* expect: appliance: overlays[0]: / is no directory of the root that can have a layer; give one as "/etc", outside of the store
 * appliance: overlays[1]: /run/x is no directory of the root that can have a layer; give one as "/etc", outside of the store
 * appliance: overlays[2]: /data/etc is no directory of the root that can have a layer; give one as "/etc", outside of the store */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.overlays = PATHS("/", "/run/x", "/data/etc"),
};
