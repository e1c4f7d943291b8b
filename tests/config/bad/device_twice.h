/* expect:
 * first: devices[2]: devices[0] is about it already; remove one
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101), LIMITED,
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ },
		{ DEVICE_BLOCK, 10, 200, DEVICE_READ },
		{ DEVICE_CHARACTER, 10, 200, DEVICE_WRITE }),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
