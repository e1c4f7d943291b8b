/* expect: beat: hostname: "a123456789b123456789c123456789d123456789e123456789f123456789g123" is not a host name; give letters, digits, '-' and '.' between them, at most 63 characters */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.hostname = "a123456789b123456789c123456789d123456789e123456789f123456789g123",
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
