/* expect: beat: nodes[0].major: 4096:0 is no number of a device; give a major to 4095 and a minor to 1048575, or DEVICE_ANY as minor */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
	.nodes = NODES({ NODE_CHARACTER, "tun", 4096, 0, .uid = 101 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
