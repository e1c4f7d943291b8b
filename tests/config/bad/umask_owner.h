/* expect: beat: umask: 115 takes files from the container's own user; give an octal number, as 027 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.umask = 77,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
