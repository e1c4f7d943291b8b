/* expect: beat: user.kind: 2 is not one of enum user_kind; use its names */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { (enum user_kind)2 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
