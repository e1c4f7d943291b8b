/* expect: beat: identity.groups: has more than 16 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = { IDENTITY_USER, 101, 101,
		GROUPS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
