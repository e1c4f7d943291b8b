/* expect: beat: identity.groups[2]: 20 is in the list already; remove one */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = { IDENTITY_USER, 101, 101, GROUPS(20, 29, 20) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
