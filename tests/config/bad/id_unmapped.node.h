/* expect:
 * beat: nodes[0].uid: 600 is in no range of .user.uids, so it does not exist inside; give a range that holds it
 * beat: nodes[0].gid: 700 is in no range of .user.gids, so it does not exist inside; give a range that holds it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 500 }), .gids = ID_RANGES({ 0, 100000, 500 }) },
	.nodes = NODES({ NODE_CHARACTER, "tun", 10, 200, .mode = 0666, .uid = 600, .gid = 700 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
