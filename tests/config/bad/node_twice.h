/* expect:
 * beat: nodes[1].name: net/tun is there by nodes[0] already; give each its own name
 * beat: nodes[2].name: net is there by nodes[0] already; give each its own name
 * beat: nodes[2].name: net is there by nodes[1] already; give each its own name
 * beat: links[1].name: b/c is there by links[0] already; give each its own name
 * beat: links[2].name: net/tun is there by nodes[0] already; give each its own name
 * beat: links[2].name: net/tun is there by nodes[1] already; give each its own name
 * beat: links[2].name: net/tun is there by nodes[2] already; give each its own name
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.devices = DEVICES({ DEVICE_CHARACTER, 10, 200, DEVICE_READ | DEVICE_WRITE }),
#define TUN(name) { NODE_CHARACTER, name, 10, 200, .uid = 101 }
	.nodes = NODES(TUN("net/tun"), TUN("net/tun"), TUN("net")),
	.links = LINKS({ "b", "a" }, { "b/c", "a" }, { "net/tun", "a" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
