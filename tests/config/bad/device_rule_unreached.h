/* expect:
 * appliance: device_rules[1].name: "ttyUSB0" is what device_rules[0] is about already; put it first, or remove it
 * appliance: device_rules[2].name: "ttyUSB*" is what device_rules[0] is about already; put it first, or remove it
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.device_rules = DEVICE_RULES(
			{ "ttyUSB*" }, { "ttyUSB0" }, { "ttyUSB*", .mode = 0660 }),
};
