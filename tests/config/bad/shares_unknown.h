/* expect: beat: shares: 18 has bits of nothing; give SHARE_IPC | SHARE_UTS */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.shares = SHARE_UTS | 16,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
