/* expect: beat: stop.signal: 11 is a fault, which the container's init does not pass on; give a signal that ends the program, as SIGTERM */
#include "../base.h"
#include <signal.h>

static const struct container beat = {
	.name = "beat", ORDINARY(101), .stop = { .signal = SIGSEGV },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
