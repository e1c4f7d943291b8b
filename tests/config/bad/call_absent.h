/* expect:
 * beat: syscalls_remove[0]: listen is not in the set, and refused anyway; remove it
 * beat: syscalls_remove[1]: mount is not in the set, and refused anyway; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls = SYSCALLS_NETWORK_CLIENT,
	.syscalls_remove = SYSCALLS(listen, mount, connect),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
