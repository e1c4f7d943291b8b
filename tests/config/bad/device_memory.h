/* expect:
 * first: devices[0].minor: reaches the memory of the machine, and with it everything; give one other minor of major 1
 * second: devices[0].minor: reaches the memory of the machine, and with it everything; give one other minor of major 1
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101), LIMITED,
	.devices = DEVICES({ DEVICE_CHARACTER, 1, 1, DEVICE_READ }),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102), LIMITED,
	.devices = DEVICES({ DEVICE_CHARACTER, 1, DEVICE_ANY, DEVICE_READ }),
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
