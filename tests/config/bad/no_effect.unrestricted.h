/* expect:
 * beat: syscalls_add: has no effect with SYSCALLS_UNRESTRICTED; remove it
 * beat: syscalls_remove: has no effect with SYSCALLS_UNRESTRICTED; remove it
 * beat: syscall_action: has no effect with SYSCALLS_UNRESTRICTED; remove it
 * beat: syscall_rules: has no effect with SYSCALLS_UNRESTRICTED; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls = SYSCALLS_UNRESTRICTED,
	.syscalls_add = SYSCALLS(userfaultfd),
	.syscalls_remove = SYSCALLS(shmget),
	.syscall_action = SYSCALL_KILL,
	.syscall_rules = SYSCALL_RULES({ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(1) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
