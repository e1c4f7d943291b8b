/* compiler:
 * gcc: incompatible types when initializing type 'const struct container *'
 * clang: initializing 'const struct container *const' with an expression of incompatible type 'const struct container'
 */
#include "../base.h"

static const struct container first = { .name = "first", ORDINARY(102) };
static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.needs = NEEDS(first), /* here */
};

LIST(&first, &beat);
const struct appliance appliance = { ORDINARY_MACHINE };
