/* expect: containers[0]: name: is not given; give a name, as "web" */
#include "../base.h"

static const struct container beat = {
	ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
