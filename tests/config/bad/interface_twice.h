/* expect:
 * appliance: bridges[0].ports[2]: "eth0" is the name of an earlier bridge or port; a name stands for one interface, in one bridge
 * appliance: bridges[1].ports[0]: "eth1" is the name of an earlier bridge or port; a name stands for one interface, in one bridge
 * appliance: bridges[1].ports[1]: "lan0" is the name of an earlier bridge or port; a name stands for one interface, in one bridge
 * appliance: bridges[2].name: "lan0" is the name of an earlier bridge or port; a name stands for one interface, in one bridge
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .ports = PORTS("eth0", "eth1", "eth0") };
static const struct bridge dmz = { .name = "dmz0", .ports = PORTS("eth1", "lan0") };
static const struct bridge wan = { .name = "lan0" };
static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan, &dmz, &wan),
};
