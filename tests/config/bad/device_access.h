/* expect:
 * first: devices[0].access: 0 allows nothing, or what is no access; give DEVICE_READ | DEVICE_WRITE
 * second: devices[0].access: 8 allows nothing, or what is no access; give DEVICE_READ | DEVICE_WRITE
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101), LIMITED,
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200 }),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102), LIMITED,
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, 8 }),
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
