/* expect:
 * beat: nodes[0].major: 10:201 is a device that it may not open; add the numbers to .devices, with what it shall do
 * beat: nodes[1].major: 10:200 is a device that it may not open; add the numbers to .devices, with what it shall do
 * beat: nodes[2].major: 8:0 is a device that it may not open; add the numbers to .devices, with what it shall do
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ },
		{ DEVICE_BLOCK, 8, 0, DEVICE_MKNOD }, { DEVICE_BLOCK, 7, DEVICE_ANY, DEVICE_READ }),
	.nodes = NODES({ NODE_CHARACTER, "tun", 10, 201, .uid = 101 },
		{ NODE_BLOCK, "net", 10, 200, .uid = 101 }, { NODE_BLOCK, "sda", 8, 0, .uid = 101 },
		{ NODE_BLOCK, "loop1", 7, 1, .uid = 101 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
