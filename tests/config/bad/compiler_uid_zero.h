/* compiler: uid 0 is said with ROOT_USER */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = USER(0, 101), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
