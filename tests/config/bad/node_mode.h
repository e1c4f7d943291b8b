/* expect: beat: nodes[0].mode: 4755 has bits outside 0777; give an octal number, as 0660 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
	.nodes = NODES({ NODE_CHARACTER, "tun", 10, 200, .mode = 04755, .uid = 101 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
