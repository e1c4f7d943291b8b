/* expect: beat: restart.failures.on_limit: FAILURE_START is not what .essentials says of it; leave it to .essentials */
#include "../base.h"

static const struct container mark = { .name = "mark", ORDINARY(102), .kind = KIND_TASK };
static const struct container beat = {
	.name = "beat", ORDINARY(101), .essential = true,
	.restart = { .failures = FAILURES(.limit = 3, .on_limit = FAILURE_START, .instead = &mark) },
};

LIST(&mark, &beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
};
