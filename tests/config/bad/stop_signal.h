/* expect:
 * first: stop.signal: 65 is no signal; give a signal that ends the program, as SIGTERM
 * second: stop.signal: 19 halts or continues a program and does not end it; give a signal that ends the program, as SIGTERM
 */
#include "../base.h"
#include <signal.h>

static const struct container first = {
	.name = "first", ORDINARY(101), .stop = { .signal = 65 },
};
static const struct container second = {
	.name = "second", ORDINARY(102), .stop = { .signal = SIGSTOP },
};

LIST(&first, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
