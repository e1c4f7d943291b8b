/* expect: beat: landlock.paths[1].rights: 0x10001 has bits of nothing; give LANDLOCK_READ | LANDLOCK_WRITE */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.landlock = LANDLOCK(.paths = LANDLOCK_PATHS({ "/", LANDLOCK_READ | LANDLOCK_EXECUTE }, { "/tmp", 0x10001 })),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
