/* expect:
 * tick: user.uids[0].outside: has ids of beat too, which then own each other's files; give each container ids of its own
 * tick: user.uids[0].outside: has ids of plain too, which then own each other's files; give each container ids of its own
 * tick: user.gids[1].outside: has ids of beat too, which then own each other's files; give each container ids of its own
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 100000, 1000 }) },
};

static const struct container tick = {
	.name = "tick", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100999, 1000 }), .gids = ID_RANGES({ 0, 300000, 102 }, { 1000, 100500, 1 }) },
};

static const struct container plain = {
	.name = "plain", ORDINARY(101500),
};

LIST(&beat, &tick, &plain);
const struct appliance appliance = { ORDINARY_MACHINE };
