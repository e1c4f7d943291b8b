/* expect:
 * first: restart.delay_max_ms: 2000 ms is less than the first delay, 5000 ms; give delay_max_ms of at least delay_ms
 * second: restart.delay_max_ms: 30000 ms is less than the first delay, 86400000 ms; give delay_max_ms of at least delay_ms
 */
#include "../base.h"

static const struct container first = {
	.name = "first", ORDINARY(101),
	.restart = { .delay_ms = SECONDS(5), .delay_max_ms = SECONDS(2) },
};
static const struct container second = {
	.name = "second", ORDINARY(102),
	.restart = { .delay_ms = MINUTES(1440) },
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
