/* expect:
 * beat: syscall_rules[0].argument: argument 2 of ioctl is not one that the kernel takes 32 bits of; give another one, or remove the call
 * beat: syscall_rules[1].argument: argument 6 of socket is not one that the kernel takes 32 bits of; give another one, or remove the call
 * beat: syscall_rules[2].argument: argument 0 of read is not one that the kernel takes 32 bits of; give another one, or remove the call
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscall_rules = SYSCALL_RULES({ ARGUMENT_ONE_OF, CALL(ioctl), 2, VALUES(1) },
		{ ARGUMENT_ONE_OF, CALL(socket), 6, VALUES(1) },
		{ ARGUMENT_NONE_OF, CALL(read), 0, VALUES(1) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
