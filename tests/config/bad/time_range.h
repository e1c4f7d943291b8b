/* expect:
 * appliance: shutdown_limit_ms: 30 ms is not within 100 to 3600000 ms; give milliseconds or SECONDS(n), or leave it out for the default
 * beat: restart.delay_ms: -1 ms is not within 1 to 86400000 ms; give milliseconds or SECONDS(n), or leave it out for the default
 * beat: restart.delay_max_ms: -1 ms is not within 1 to 86400000 ms; give milliseconds or SECONDS(n), or leave it out for the default
 * beat: restart.reset_ms: -1 ms is not within 1 to 86400000 ms; give milliseconds or SECONDS(n), or leave it out for the default
 * beat: stop.limit_ms: 5 ms is not within 100 to 3600000 ms; give milliseconds or SECONDS(n), or leave it out for the default
 * beat: start_limit_ms: 5 ms is not within 100 to 3600000 ms; give milliseconds or SECONDS(n), or leave it out for the default
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.restart = { .delay_ms = -1, .delay_max_ms = -1, .reset_ms = -1 },
	.stop = { .limit_ms = 5 },
	.start_limit_ms = 5,
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.shutdown_limit_ms = 30,
};
