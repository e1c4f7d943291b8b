/* expect:
 * beat: nodes[0].name: null is what every container has there; give another name
 * beat: nodes[1].name: pts/7 is what every container has there; give another name
 * beat: links[0].name: log is what every container has there; give another name
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
	.nodes = NODES({ NODE_CHARACTER, "null", 10, 200, .uid = 101 },
		{ NODE_CHARACTER, "pts/7", 10, 200, .uid = 101 }),
	.links = LINKS({ "log", "tun" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
