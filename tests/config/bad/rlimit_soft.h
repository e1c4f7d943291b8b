/* expect:
 * beat: rlimits[0].soft: is above the hard limit; give a soft limit of at most the hard one
 * beat: rlimits[1].soft: is above the hard limit; give a soft limit of at most the hard one
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.rlimits = RLIMITS({ RESOURCE_NOFILE, .soft = 65, .hard = 64 },
		{ RESOURCE_CORE, UNLIMITED, KiB(4) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
