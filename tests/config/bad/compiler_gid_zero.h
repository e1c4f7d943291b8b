/* compiler: gid 0 is said with ROOT_USER */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = USER(101, 0), /* here */
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
