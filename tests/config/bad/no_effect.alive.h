/* expect:
 * beat: alive.port: has no effect with this kind; remove it
 * beat: alive.path: has no effect with this kind; remove it
 * beat: alive.argv: has no effect with this kind; remove it
 * beat: alive.timeout_ms: has no effect with this kind; remove it
 * beat: alive.misses: has no effect with this kind; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.alive = ALIVE(ALIVE_NOTIFY, .interval_ms = 1000, .port = 1, .path = "/a", .argv = ARGV("/a"), .timeout_ms = 200,
		.misses = 2),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
