/* expect:
 * beat: ready.argv: is not given; give what its kind looks for
 * beat: alive.argv: is not given; give what its kind looks for
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_COMMAND),
	.alive = ALIVE(ALIVE_COMMAND, .interval_ms = SECONDS(5)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
