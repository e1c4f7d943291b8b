/* compiler:
 * gcc: initialized field overwritten
 * clang: initializer overrides prior initialization of this subobject
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.name = "boat", /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
