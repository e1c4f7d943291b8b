/* expect: beat: once: is kept nowhere; give the appliance .store = "/data" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .kind = KIND_ONESHOT, .once = true };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
