/* expect:
 * beat: user.uids[1].inside: has ids of entry 0 too; give each range ids of its own
 * beat: user.gids[2].outside: has ids of entry 1 too; give each range ids of its own
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }, { 999, 200000, 2 }), .gids = ID_RANGES({ 0, 100000, 1000 }, { 1000, 101000, 1 }, { 1001, 101000, 1 }) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
