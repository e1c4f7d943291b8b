/* expect: beat: log.file: has no effect without logs.directory of the appliance; remove it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.log = LOG(.file = true),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
