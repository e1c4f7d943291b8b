/* expect:
 * beat: rlimits[0].soft: -2 is not within 0 to 9223372036854775807, or UNLIMITED; give another number
 * beat: rlimits[1].hard: -1 is not within 3 to 2147483647; give another number
 * beat: rlimits[2].soft: 1 is not within 2 to 9223372036854775807, or UNLIMITED; give another number
 * beat: rlimits[3].soft: 1000 is not within 131072 to 9223372036854775807, or UNLIMITED; give another number
 * beat: rlimits[4].hard: 100 is not within 0 to 99; give another number
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.rlimits = RLIMITS({ RESOURCE_CORE, -2, 0 }, { RESOURCE_NOFILE, 3, UNLIMITED },
		{ RESOURCE_NPROC, 1, 8 }, { RESOURCE_STACK, 1000, MiB(1) },
		{ RESOURCE_RTPRIO, 0, 100 }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
