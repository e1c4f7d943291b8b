/* compiler:
 * gcc: 'NSINIT_CAP_NET_BIND' undeclared
 * clang: use of undeclared identifier 'NSINIT_CAP_NET_BIND'
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.caps = CAP(NET_BIND), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
