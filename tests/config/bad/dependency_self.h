/* expect:
 * beat: needs[0]: is the container itself; remove it
 * other: after[0]: is the container itself; remove it
 */
#include "../base.h"

static const struct container beat;
static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.needs = NEEDS(&beat),
};
static const struct container other = {
	.name = "other", ORDINARY(102),
	.after = AFTER(&other),
};

LIST(&beat, &other);
const struct appliance appliance = { ORDINARY_MACHINE };
