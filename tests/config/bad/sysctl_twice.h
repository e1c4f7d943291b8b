/* expect: appliance: sysctls[1].path: "net/ipv4/ip_forward" is set by sysctls[0] already; remove one */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.sysctls = SYSCTLS({ "net/ipv4/ip_forward", "0" }, { "net/ipv4/ip_forward", "1" }),
};
