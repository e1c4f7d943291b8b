/* expect: appliance: sysctls: has more than 64 entries; shorten it */
#include "../base.h"

#define PANIC { "kernel/panic", "1" }

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.sysctls = SYSCTLS(TIMES_64(PANIC), PANIC),
};
