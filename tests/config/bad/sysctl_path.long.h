/* expect: appliance: sysctls[0].path: "net/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc/abc" has more than 255 characters; give the path below /proc/sys, as "net/ipv4/ip_forward" */
#include "../base.h"

/* 256 characters, one more than fit. */
#define FOUR(s) s s s s

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.sysctls = SYSCTLS({ "net" FOUR(FOUR(FOUR("/abc"))) "", "1" }),
};
