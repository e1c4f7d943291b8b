/* expect:
 * beat: mounts[0].idmap[0].inside: 90 to 109 are not in one range of .user.uids; split the range as that one is split, or map them there
 * beat: mounts[1].idmap[0].inside: 700 to 700 are not in one range of .user.uids; split the range as that one is split, or map them there
 * beat: mounts[1].idmap[0].inside: 700 to 700 are not in one range of .user.gids; split the range as that one is split, or map them there
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 100 }, { 100, 200000, 500 }),
		.gids = ID_RANGES({ 0, 100000, 600 }) },
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/a", .idmap = ID_RANGES({ 90, 1000, 20 }) },
		{ MOUNT_BIND, .source = "/srv", .target = "/b", .idmap = ID_RANGES({ 700, 1000, 1 }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
