/* expect: beat: hostname: "my_beat" is not a host name; give letters, digits, '-' and '.' between them, at most 63 characters */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.hostname = "my_beat",
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
