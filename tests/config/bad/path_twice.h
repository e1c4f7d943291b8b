/* expect: beat: masked[1]: /a is masked[0] already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.masked = PATHS("/a", "/a"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
