/* expect:
 * first: devices[0].major: 4096:0 is no number of a device; give a major to 4095 and a minor to 1048575, or DEVICE_ANY as minor
 * second: devices[0].major: 4294967295:0 is no number of a device; give a major to 4095 and a minor to 1048575, or DEVICE_ANY as minor
 * third: devices[0].major: 8:1048576 is no number of a device; give a major to 4095 and a minor to 1048575, or DEVICE_ANY as minor
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101), LIMITED,
	.devices = DEVICES({ DEVICE_CHARACTER, 4096, 0, DEVICE_READ }),
};
static const struct container second = {
	.name = "second", PROGRAM, HOST, USED_BY(102), LIMITED,
	.devices = DEVICES({ DEVICE_CHARACTER, DEVICE_ANY, 0, DEVICE_READ }),
};
static const struct container third = {
	.name = "third", PROGRAM, HOST, USED_BY(103), LIMITED,
	.devices = DEVICES({ DEVICE_BLOCK, 8, 1048576, DEVICE_READ }),
};

LIST(&first, &second, &third);
const struct appliance appliance = { ORDINARY_MACHINE };
