/* expect: beat: user.gids[1].count: is 0, so the list ends here; give the number of ids */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 100000, 1000 }, { 5000, 105000, 0 }) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
