/* expect:
 * beat: limits.memory_bytes: is not given; give a number, or UNLIMITED
 * beat: limits.processes: is not given; give a number, or UNLIMITED
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, USED_BY(101),
	.limits = LIMITS(.cpu_percent = 20),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
