/* expect:
 * beat: label.kind: 3 is not one of enum label_kind; use its names
 * beat: rlimits[0].kind: 15 is not one of enum resource; use its names
 * beat: scheduler.kind: 5 is not one of enum scheduler_kind; use its names
 * beat: io_priority.kind: 4 is not one of enum io_priority_kind; use its names
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.label = { (enum label_kind)3, "web" },
	.rlimits = RLIMITS({ (enum resource)15, 1, 1 }),
	.scheduler = { (enum scheduler_kind)5 },
	.io_priority = { (enum io_priority_kind)4 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
