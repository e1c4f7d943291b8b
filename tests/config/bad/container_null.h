/* expect: appliance: containers[1]: is NULL; remove the entry */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

/* The list has a count and needs no end. */
LIST(&beat, NULL);
const struct appliance appliance = { ORDINARY_MACHINE };
