/* expect:
 * first: devices: has more than 32 entries; shorten it
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101), LIMITED,
	.devices = DEVICES(TIMES_16({ DEVICE_BLOCK, 8, 1, DEVICE_READ }),
		TIMES_16({ DEVICE_BLOCK, 8, 1, DEVICE_READ }), { DEVICE_BLOCK, 8, 1, DEVICE_READ }),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
