/* expect: tick: identity.uid: 5 is the uid of beat already, so each owns the other's files; give each its own */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(5),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 100000, 1000 }) },
};

static const struct container tick = {
	.name = "tick", ORDINARY(5), .join = JOIN(.user = &beat),
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
