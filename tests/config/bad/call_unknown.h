/* expect:
 * beat: syscalls_add[0]: 9999 is no system call; give names, as SYSCALLS(chroot, mlock)
 * beat: syscall_rules[0].call: 9999 is no system call; give names, as SYSCALLS(chroot, mlock)
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls_add = (const uint16_t[]){ 9999, 0 },
	.syscall_rules = SYSCALL_RULES({ ARGUMENT_ONE_OF, 9999, 0, VALUES(1) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
