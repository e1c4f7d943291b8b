/* expect:
 * appliance: bridges[0].name: "lan 0" contains other characters than letters, digits, '-', '_' and '.'; give an interface name, as "lan0"
 * appliance: bridges[0].ports[0]: "eth0/1" contains other characters than letters, digits, '-', '_' and '.'; give an interface name, as "lan0"
 * appliance: bridges[0].ports[1]: "" is empty; give an interface name, as "lan0"
 * appliance: bridges[0].ports[2]: "v0-web" looks like the interface of a container; give an interface name, as "lan0"
 * appliance: bridges[0].ports[3]: "lo" means something else to the kernel; give an interface name, as "lan0"
 * appliance: bridges[0].ports[4]: "all" means something else to the kernel; give an interface name, as "lan0"
 * appliance: bridges[0].ports[5]: "default" means something else to the kernel; give an interface name, as "lan0"
 * appliance: bridges[0].ports[6]: ".." means something else to the kernel; give an interface name, as "lan0"
 * appliance: bridges[0].ports[7]: "a-very-long-name" has more than 15 characters; give an interface name, as "lan0"
 */
#include "../base.h"

static const struct bridge lan = {
	.name = "lan 0",
	.ports = PORTS("eth0/1", "", "v0-web", "lo", "all", "default", "..", "a-very-long-name"),
};
static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan),
};
