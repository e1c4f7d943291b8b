/* expect: beat: shares: ROOT_USER with SHARE_PID may signal PID 1; give another identity, or .user */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = ROOT_USER,
	.shares = SHARE_PID,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
