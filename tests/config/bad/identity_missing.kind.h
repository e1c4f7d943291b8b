/* expect: beat: identity: is not given; give USER(uid, gid), or ROOT_USER */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = { .uid = 101, .gid = 101 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
