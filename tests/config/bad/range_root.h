/* expect: beat: user.uids[0].outside: 0 is root of the appliance; give ids that nobody has, as 100000 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 101, 0, 1 }), .gids = ID_RANGES({ 0, 100000, 1000 }) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
