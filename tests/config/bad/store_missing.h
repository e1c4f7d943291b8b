/* expect: appliance: store_mount.device: is kept nowhere; give the appliance .store = "/data"
 * appliance: seed: is kept nowhere; give the appliance .store = "/data"
 * appliance: clock: is kept nowhere; give the appliance .store = "/data" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.store_mount = { "/dev/vda", "ext4" },
	.seed = SEED_STIR,
	.clock = CLOCK(.floor_s = 1),
};
