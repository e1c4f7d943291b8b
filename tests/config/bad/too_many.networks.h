/* expect: beat: networks: has more than 4 entries; shorten it */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.networks = NETWORKS(TIMES_4({ NETWORK_HOST }), { NETWORK_HOST }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
