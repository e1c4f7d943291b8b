/* expect:
 * appliance: device_rules[0].name: "../sda" contains ".."; give a name or pattern below /dev, as "ttyUSB*"
 * appliance: device_rules[1].name: "tty[A-Z" has a '[' without its ']'; give a name or pattern below /dev, as "ttyUSB*"
 * appliance: device_rules[2].name: "/dev/sda" is absolute; give a name or pattern below /dev, as "ttyUSB*"
 * appliance: device_rules[3].name: "tty[!S]" has a set that begins with '!' or '^'; give a name or pattern below /dev, as "ttyUSB*"
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.device_rules = DEVICE_RULES({ "../sda" }, { "tty[A-Z" }, { "/dev/sda" }, { "tty[!S]" }),
};
