/* expect:
 * beat: syscalls_add[2]: userfaultfd is in it already; remove one
 * beat: syscalls_remove[1]: shmget is in it already; remove one
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls_add = SYSCALLS(userfaultfd, memfd_secret, userfaultfd),
	.syscalls_remove = SYSCALLS(shmget, shmget),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
