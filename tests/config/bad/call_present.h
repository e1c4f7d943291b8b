/* expect:
 * beat: syscalls_add[0]: listen is allowed already, by SYSCALLS_NETWORK_SERVICE; remove it
 * beat: syscalls_add[1]: clock_settime is allowed already, by SYS_TIME; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.caps = CAP(SYS_TIME),
	.syscalls = SYSCALLS_NETWORK_SERVICE,
	.syscalls_add = SYSCALLS(listen, clock_settime),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
