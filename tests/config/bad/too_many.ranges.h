/* expect: beat: user.uids: has more than 8 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 101, 100101, 1 }, TIMES_4({ 1, 100001, 1 }), TIMES_4({ 1, 100001, 1 })),
		.gids = ID_RANGES({ 0, 100000, 1000 }) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
