/* expect: tick: tty: is that of beat already; give each its own */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101), .kind = KIND_CONSOLE };
static const struct container tick = { .name = "tick", ORDINARY(102), .kind = KIND_CONSOLE };

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
