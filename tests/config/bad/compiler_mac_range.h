/* compiler: byte of a MAC: 0..255 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS({ NETWORK_VETH,
		.mac = MAC(2, 0, 0, 0, 0, 256) }), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
