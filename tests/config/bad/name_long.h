/* expect: a-name-of-thirty-two-characters1: name: "a-name-of-thirty-two-characters1" has 32 characters, more than 31; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "a-name-of-thirty-two-characters1", ORDINARY(101),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
