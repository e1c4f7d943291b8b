/* expect:
 * beat: networks[0].host_address6: has no effect without .address6; remove it
 * beat: networks[0].gateway6: has no effect without .address6; remove it
 * beat: networks[0].routes6: has no effect without .address6; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT, .address = CIDR4(10, 80, 0, 2, 32), .host_address = IP4(10, 80, 0, 1),
		.host_address6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 1),
		.gateway6 = IP6(0xfd00, 0, 0, 0, 0, 0, 0, 1),
		.routes6 = ROUTES6({ CIDR6(0xfd01, 0, 0, 0, 0, 0, 0, 0, 64),
			IP6(0xfd00, 0, 0, 0, 0, 0, 0, 1) }) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
