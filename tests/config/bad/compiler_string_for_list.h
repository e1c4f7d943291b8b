/* compiler:
 * gcc: initialization of 'const char * const*' from incompatible pointer type 'char *'
 * clang: incompatible pointer types initializing 'const char *const *' with an expression of type 'char[14]'
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", HOST, USED_BY(101), LIMITED,
	.argv = "/bin/sleep 60", /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
