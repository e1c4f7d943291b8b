/* expect:
 * beat: need_lost: 3 is not one of enum need_lost; use its names
 * beat: need_lost: has no effect without needs; remove it
 * beat: restart.failures.on_limit: 4 is not one of enum failure_kind; use its names
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.need_lost = 3,
	.restart = { .failures = FAILURES(.limit = 1, .on_limit = 4) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
