/* expect: beat: label.name: "a profile" contains a space or another character that is not seen; give the name as the security module has it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.label = { LABEL_APPARMOR, "a profile" },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
