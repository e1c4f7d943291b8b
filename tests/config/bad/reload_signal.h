/*
 * expect: beat: reload.signal: 9 ends it; give a signal at which it reads its settings, as SIGHUP
 * wide: reload.signal: 65 is no signal; give a signal at which it reads its settings, as SIGHUP
 * stay: reload.signal: 11 is not passed on by the container's init; give a signal at which it reads its settings, as SIGHUP
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.reload = RELOAD(RELOAD_SIGNAL, .signal = 9),
};
static const struct container wide = {
	.name = "wide", ORDINARY(102),
	.reload = RELOAD(RELOAD_SIGNAL, .signal = 65),
};
static const struct container stay = {
	.name = "stay", ORDINARY(103),
	.reload = RELOAD(RELOAD_SIGNAL, .signal = 11),
};

LIST(&beat, &wide, &stay);
const struct appliance appliance = { ORDINARY_MACHINE };
