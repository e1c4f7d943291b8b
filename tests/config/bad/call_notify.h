/* expect: beat: syscalls: lets no socket be opened, which a notification is sent by; take SYSCALLS_COMPUTE or a wider set, or READY_FD */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls = SYSCALLS_MINIMAL,
	.ready = READY(READY_NOTIFY),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
