/* expect: beat: identity: is not given; give USER(uid, gid), or ROOT_USER */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
