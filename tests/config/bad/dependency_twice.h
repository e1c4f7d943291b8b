/* expect:
 * second: needs[1]: first is named in needs already; remove one
 * second: after[0]: first is named in needs already; remove one
 */
#include "../base.h"

static const struct container first = {
	.name = "first", ORDINARY(101),
};
static const struct container second = {
	.name = "second", ORDINARY(102),
	.needs = NEEDS(&first, &first),
	.after = AFTER(&first),
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
