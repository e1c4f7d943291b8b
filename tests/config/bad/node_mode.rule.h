/* expect:
 * appliance: device_rules[0].mode: 1660 has bits outside 0777; give an octal number, as 0660
 * appliance: device_rules[1].uid: 4294967295 is what the kernel calls nobody; give another number
 */
#include "../base.h"

static const struct container beat = { .name = "beat", ORDINARY(101) };

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.device_rules = DEVICE_RULES(
			{ "sd*", .mode = 01660 }, { "sr*", .uid = UINT32_MAX }),
};
