/* expect:
 * beat: syscalls_add[0]: keyctl is not allowed beside a filter, which it goes around; remove it; SYSCALLS_UNRESTRICTED has it
 * beat: syscalls_add[1]: add_key is not allowed beside a filter, which it goes around; remove it; SYSCALLS_UNRESTRICTED has it
 * beat: syscalls_add[2]: request_key is not allowed beside a filter, which it goes around; remove it; SYSCALLS_UNRESTRICTED has it
 * beat: syscalls_add[3]: clone3 is not allowed beside a filter, which it goes around; remove it; SYSCALLS_UNRESTRICTED has it
 * beat: syscalls_add[4]: socketcall is not allowed beside a filter, which it goes around; remove it; SYSCALLS_UNRESTRICTED has it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls_add = SYSCALLS(keyctl, add_key, request_key, clone3, socketcall),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
