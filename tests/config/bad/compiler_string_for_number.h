/* compiler:
 * gcc: initialization of 'long int' from 'char *'
 * clang: incompatible pointer to integer conversion initializing 'int64_t'
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.memory_bytes = "8M", .processes = 8), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
