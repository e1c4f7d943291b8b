/* compiler:
 * gcc: 'const struct container' has no member named 'memory'
 * clang: field designator 'memory' does not refer to any field in type 'const struct container'
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.memory = MiB(8), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
