/* expect: beat: name: "beat" is the name of containers[0] already; give each its own */
#include "../base.h"

static const struct container first = { .name = "beat", ORDINARY(101) };
static const struct container second = { .name = "beat", ORDINARY(102) };

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
