/* expect:
 * beat: networks[0].host_address: is not given; give the address of the appliance's end
 * beat: networks[0].host_address6: is not given; give the address of the appliance's end
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_POINT_TO_POINT,
		.address = CIDR4(10, 80, 0, 2, 32),
		.address6 = CIDR6(0xfd80, 0, 0, 0, 0, 0, 0, 2, 128) }),
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
