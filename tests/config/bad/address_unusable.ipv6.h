/* expect:
 * appliance: bridges[0].address6: fe80::1/64 is a link-local address, which follows from the MAC; give the address of one machine
 * appliance: bridges[1].address6: ff02::1/64 is a multicast or reserved address; give the address of one machine
 * appliance: bridges[2].address6: ::1/128 is of the loopback network; give the address of one machine
 * appliance: bridges[3].address6: fd03::/64 is the address of its whole network; give the address of one machine
 * beat: networks[0].address6: ::ffff:10.0.0.1/96 is an IPv4 address in another dress; give the address of one machine
 */
#include "../base.h"

static const struct bridge a = { .name = "a", .address6 = CIDR6(0xfe80, 0, 0, 0, 0, 0, 0, 1, 64) };
static const struct bridge b = { .name = "b", .address6 = CIDR6(0xff02, 0, 0, 0, 0, 0, 0, 1, 64) };
static const struct bridge c = { .name = "c", .address6 = CIDR6(0, 0, 0, 0, 0, 0, 0, 1, 128) };
static const struct bridge f = { .name = "f", .address6 = CIDR6(0xfd03, 0, 0, 0, 0, 0, 0, 0, 64) };
static const struct bridge e = { .name = "e", .ports = PORTS("eth0") };

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH, .bridge = &e,
		.address6 = CIDR6(0, 0, 0, 0, 0, 0xffff, 0x0a00, 1, 96) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.bridges = BRIDGES(&a, &b, &c, &f, &e),
};
