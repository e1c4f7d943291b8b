/* expect:
 * beat: syscalls_remove[0]: write is needed to start the program; remove it
 * beat: syscalls_remove[1]: execve is needed to start the program; remove it
 * beat: syscalls_remove[2]: exit_group is needed to start the program; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls_remove = SYSCALLS(write, execve, exit_group),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
