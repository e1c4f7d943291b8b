/* expect:
 * beat: mounts[0].idmap[1].inside: has ids of entry 0 too; give each range ids of its own
 * beat: mounts[0].idmap[1].outside: has ids of entry 0 too; give each range ids of its own
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.mounts = MOUNTS({ MOUNT_BIND, .source = "/srv", .target = "/a", .idmap = ID_RANGES({ 101, 1000, 10 }, { 110, 1009, 1 }) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
