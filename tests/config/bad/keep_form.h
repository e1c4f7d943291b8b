/* expect: appliance: factory_reset.keep[0]: "a/b" is no name in the store; give one as "calibration"
 * appliance: factory_reset.keep[1]: ".." is no name in the store; give one as "calibration" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store = "/data",
	.factory_reset = FACTORY_RESET(.keep = NAMES("a/b", "..")),
};
