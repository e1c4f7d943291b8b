/* expect: appliance: containers[1]: beat is listed as containers[0] already; remove the entry */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat, &beat);
const struct appliance appliance = { ORDINARY_MACHINE };
