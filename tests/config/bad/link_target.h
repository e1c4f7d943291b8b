/* expect:
 * beat: links[0].target: is not given; give what the link shall say
 * beat: links[1].name: is not given, so the list ends here; begin the entry with a name below /dev
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.links = LINKS({ "modem", "" }, { .target = "ttyS1" }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
