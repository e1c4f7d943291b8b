/* expect: beat: user.gids[0].outside: 65534 of the appliance is nobody's; give ids above it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 60000, 10000 }) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
