/* expect:
 * beat: nodes[0].kind: is not given, so the list ends here; begin the entry with NODE_CHARACTER or NODE_BLOCK
 * beat: nodes[1].name: is not given, so the list ends here; begin the entry with a name below /dev
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
	.nodes = NODES({ .name = "tun", .major = 10, .minor = 200, .uid = 101 },
		{ NODE_CHARACTER, .major = 10, .minor = 200, .uid = 101 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
