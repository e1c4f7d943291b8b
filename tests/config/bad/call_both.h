/* expect:
 * beat: syscalls_remove[0]: userfaultfd is added too; keep one of them
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls_add = SYSCALLS(userfaultfd),
	.syscalls_remove = SYSCALLS(userfaultfd),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
