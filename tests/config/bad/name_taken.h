/* expect: control: name: "control" is what nsinit calls something of its own; give another name */
#include "../base.h"

static const struct container beat = { .name = "control", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
