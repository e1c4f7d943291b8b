/* expect: beat: label.name: is not given; give the profile or context */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.label = { LABEL_SELINUX, "" },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
