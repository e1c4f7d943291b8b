/* expect: beat: umask: 1022 has bits outside 0777; give an octal number, as 027 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.umask = 01022,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
