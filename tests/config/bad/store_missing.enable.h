/* expect: appliance: enable: is kept nowhere; give the appliance .store = "/data" */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .enable = true };
