/*
 * expect: beat: reload.signal: has no effect with this kind; remove it
 * once: reload: has no effect without KIND_SERVICE; remove it
 * once: reload.argv: has no effect with this kind; remove it
 * once: reload.limit_ms: has no effect with this kind; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.reload = RELOAD(RELOAD_COMMAND, .signal = 1, .argv = ARGV("/bin/true")),
};
static const struct container once = {
	.name = "once", ORDINARY(102),
	.kind = KIND_ONESHOT,
	.reload = RELOAD(RELOAD_SIGNAL, .argv = ARGV("/bin/true"), .limit_ms = 500),
};

LIST(&beat, &once);
const struct appliance appliance = { ORDINARY_MACHINE };
