/* expect:
 * beat: syscall_action: has no effect on SYSCALLS_DEFAULT as it is; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscall_action = SYSCALL_LOG,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
