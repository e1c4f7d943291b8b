/* expect:
 * appliance: sysctls[0].value: is not given; give path and value, as { "net/ipv4/ip_forward", "1" }
 * appliance: sysctls[1].path: is not given; give path and value, as { "net/ipv4/ip_forward", "1" }
 * appliance: sysctls[2].value: is not given; give path and value, as { "net/ipv4/ip_forward", "1" }
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.sysctls = SYSCTLS({ "net/ipv4/ip_forward" }, { .value = "1" }, { "kernel/panic", "" }),
};
