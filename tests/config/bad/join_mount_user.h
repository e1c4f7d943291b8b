/* expect: tick: join.mount: beat has its files in a user namespace that this one is not in; give .join.user too */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 100000, 1000 }) },
};

static const struct container tick = {
	.name = "tick", PROGRAM, USED_BY(102), LIMITED,
	.join = JOIN(.mount = &beat),
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
