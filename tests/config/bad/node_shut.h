/* expect:
 * beat: nodes[0].mode: 600 of 0:0 lets no program of the container open it; give its user or group as .uid or .gid, or a wider .mode
 * beat: nodes[1].mode: 64 of 101:20 lets no program of the container open it; give its user or group as .uid or .gid, or a wider .mode
 * beat: nodes[2].mode: 640 of 0:7 lets no program of the container open it; give its user or group as .uid or .gid, or a wider .mode
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
	.nodes = NODES({ NODE_CHARACTER, "a", 10, 200 },
		{ NODE_CHARACTER, "b", 10, 200, .mode = 064, .uid = 101, .gid = 20 },
		{ NODE_CHARACTER, "c", 10, 200, .mode = 0640, .gid = 7 },
		{ NODE_CHARACTER, "d", 10, 200, .mode = 0640, .gid = 101 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
