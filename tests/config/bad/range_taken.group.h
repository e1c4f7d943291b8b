/* expect: beat: user.gids[0].outside: has ids of plain too, which then own each other's files; give each container ids of its own */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 100000, 1000 }) },
};

static const struct container plain = {
	.name = "plain", PROGRAM, HOST, LIMITED, .identity = USER(102, 100000),
};

LIST(&beat, &plain);
const struct appliance appliance = { ORDINARY_MACHINE };
