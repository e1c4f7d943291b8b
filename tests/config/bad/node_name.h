/* expect:
 * beat: nodes[0].name: "/dev/tun" is absolute; give a name below /dev, as "ttyS1" or "net/tun"
 * beat: nodes[1].name: "net/../tun" contains ".."; give a name below /dev, as "ttyS1" or "net/tun"
 * beat: links[0].name: "" is empty; give a name below /dev, as "ttyS1" or "net/tun"
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
	.nodes = NODES({ NODE_CHARACTER, "/dev/tun", 10, 200, .uid = 101 },
		{ NODE_CHARACTER, "net/../tun", 10, 200, .uid = 101 }),
	.links = LINKS({ "", "tun" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
