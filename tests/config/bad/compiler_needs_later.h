/* compiler:
 * gcc: 'later' undeclared
 * clang: use of undeclared identifier 'later'
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.needs = NEEDS(&later), /* here */
};
static const struct container later = { .name = "later", ORDINARY(102) };

LIST(&beat, &later);
const struct appliance appliance = { ORDINARY_MACHINE };
