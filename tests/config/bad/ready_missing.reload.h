/* expect: beat: reload.argv: is not given; give what its kind looks for */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.reload = RELOAD(RELOAD_COMMAND),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
