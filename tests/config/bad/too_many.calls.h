/* expect:
 * beat: syscalls_add: has more than 64 entries; shorten it
 * beat: syscalls_remove: has more than 64 entries; shorten it
 * beat: syscall_rules: has more than 8 entries; shorten it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls_add = (const uint16_t[]){ TIMES_64(CALL(userfaultfd)), CALL(ptrace), 0 },
	.syscalls_remove = (const uint16_t[]){ TIMES_64(CALL(shmget)), CALL(shmat), 0 },
	.syscall_rules = SYSCALL_RULES(TIMES_4({ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(1) }),
		TIMES_4({ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(1) }),
		{ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(1) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
