/* expect:
 * first: devices[0].kind: 3 is not one of enum device_kind; use its names
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, USED_BY(101), LIMITED,
	.devices = DEVICES({ (enum device_kind)3, 10, 200, DEVICE_READ }),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
