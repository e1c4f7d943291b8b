/* expect:
 * beat: syscall_rules[2].call: has the kind, call and argument of syscall_rules[0]; make one of them
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscall_rules = SYSCALL_RULES({ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(1) },
		{ ARGUMENT_ONE_OF, CALL(socket), 1, VALUES(1) },
		{ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(2) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
