/* compiler: NSINIT_SYSCALL_opn */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscalls_add = SYSCALLS(mlock, opn), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
