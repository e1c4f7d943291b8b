/* expect: beat: label.kind: is not given; begin the label with LABEL_APPARMOR or LABEL_SELINUX */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.label = { .name = "web" },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
