/* expect:
 * beat: success[0]: 0 is not within 1 to 255; give another number
 * beat: success[2]: 256 is not within 1 to 255; give another number
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.success = EXITS(0, 3, 256),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
