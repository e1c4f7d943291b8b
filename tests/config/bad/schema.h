/* expect: appliance: schema: 0 is not 1, which this checker reads; give NSINIT_SCHEMA */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = { .hostname = "test", .containers = CONTAINERS(containers) };
