/* expect:
 * appliance: sysctls[0].path: "net.ipv4.ip_forward" is no file below a directory; give the path below /proc/sys, as "net/ipv4/ip_forward"
 * appliance: sysctls[1].path: "/proc/sys/net/ipv4/ip_forward" is absolute; give the path below /proc/sys, as "net/ipv4/ip_forward"
 * appliance: sysctls[2].path: "proc/sys/net/ipv4/ip_forward" begins with "proc/"; give the path below /proc/sys, as "net/ipv4/ip_forward"
 * appliance: sysctls[3].path: "net/../kernel/panic" contains ".."; give the path below /proc/sys, as "net/ipv4/ip_forward"
 * appliance: sysctls[4].path: "net//ipv4" contains "//"; give the path below /proc/sys, as "net/ipv4/ip_forward"
 * appliance: sysctls[5].path: "" is empty; give the path below /proc/sys, as "net/ipv4/ip_forward"
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.sysctls = SYSCTLS({ "net.ipv4.ip_forward", "1" },
		{ "/proc/sys/net/ipv4/ip_forward", "1" },
		{ "proc/sys/net/ipv4/ip_forward", "1" },
		{ "net/../kernel/panic", "1" },
		{ "net//ipv4", "1" },
		{ "", "1" }),
};
