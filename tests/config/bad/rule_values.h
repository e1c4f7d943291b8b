/* expect:
 * beat: syscall_rules[0].values: has none; give VALUES(n, ...)
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscall_rules = SYSCALL_RULES({ ARGUMENT_ONE_OF, CALL(socket), .argument = 1 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
