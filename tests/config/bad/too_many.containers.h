/* expect: appliance: containers: has more than 128 entries; shorten it */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

/* What stands behind the 128th entry is not looked at. */
LIST(TIMES_64(&beat), TIMES_64(&beat), NULL);
const struct appliance appliance = { ORDINARY_MACHINE };
