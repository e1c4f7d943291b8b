/* expect: beat: masked[0]: /bin holds the program, /bin/sleep; mask something else */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.masked = PATHS("/bin"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
