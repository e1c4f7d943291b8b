/* expect: beat: nodes[0].kind: 3 is not one of enum node_kind; use its names */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
	.nodes = NODES({ (enum node_kind)3, "tun", 10, 200, .uid = 101 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
