/* expect: tick: join.ipc: beat is no KIND_SERVICE: its namespaces end with it; join a KIND_SERVICE */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.kind = KIND_ONESHOT,
};

static const struct container tick = {
	.name = "tick", ORDINARY(102),
	.join = JOIN(.ipc = &beat),
};

LIST(&beat, &tick);
const struct appliance appliance = { ORDINARY_MACHINE };
