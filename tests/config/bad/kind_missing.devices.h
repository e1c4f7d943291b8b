/* expect:
 * first: devices[0].kind: is not given, so the list ends here; begin the entry with DEVICE_CHARACTER or DEVICE_BLOCK
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101), LIMITED,
	.devices = DEVICES({ .major = 10, .access = DEVICE_READ }),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
