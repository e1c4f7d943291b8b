/* expect:
 * appliance: bridges[0].address: 10.77.0.0/24 is the address of its whole network; give the address of one machine
 * appliance: bridges[1].address: 127.0.0.2/8 is of the loopback network; give the address of one machine
 * appliance: bridges[2].address: 224.0.0.0/31 is a multicast or reserved address; give the address of one machine
 * appliance: bridges[3].address: 0.0.0.1/8 is of no network; give the address of one machine
 * beat: networks[0].address: 10.77.0.255/24 is the broadcast address of its network; give the address of one machine
 * beat: networks[0].gateway: 10.77.0.0 is the address of its whole network; give the address of one machine
 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 0, 0, 24) };
static const struct bridge a = { .name = "a", .address = CIDR4(127, 0, 0, 2, 8) };
static const struct bridge b = { .name = "b", .address = CIDR4(224, 0, 0, 0, 31) };
static const struct bridge c = { .name = "c", .address = CIDR4(0, 0, 0, 1, 8) };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH,
		.bridge = &lan,
		.address = CIDR4(10, 77, 0, 255, 24),
		.gateway = IP4(10, 77, 0, 0) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&lan, &a, &b, &c),
};
