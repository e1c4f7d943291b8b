/* expect:
 * beat: syscall_rules[0].call: shmget is refused whatever its arguments are; remove the rule, or add the call
 * beat: syscall_rules[1].call: socket is refused whatever its arguments are; remove the rule, or add the call
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls = SYSCALLS_COMPUTE,
	.syscalls_remove = SYSCALLS(socket),
	.syscall_rules = SYSCALL_RULES({ ARGUMENT_ONE_OF, CALL(shmget), 0, VALUES(0) },
		{ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(1) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
