/* compiler: IPv4 octet: 0..255 */
#include "../base.h"

static const struct bridge lan = { .name = "lan0", .address = CIDR4(10, 77, 1, -1, 24) }; /* here */
static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .bridges = BRIDGES(&lan) };
