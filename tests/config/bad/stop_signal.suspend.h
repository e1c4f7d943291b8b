/* expect:
 * first: stop.signal: 20 halts or continues a program and does not end it; give a signal that ends the program, as SIGTERM
 * second: stop.signal: 18 halts or continues a program and does not end it; give a signal that ends the program, as SIGTERM
 * third: stop.signal: 17 halts or continues a program and does not end it; give a signal that ends the program, as SIGTERM
 */
#include "../base.h"
#include <signal.h>

static const struct container first = {
	.name = "first", ORDINARY(101), .stop = { .signal = SIGTSTP },
};
static const struct container second = {
	.name = "second", ORDINARY(102), .stop = { .signal = SIGCONT },
};
static const struct container third = {
	.name = "third", ORDINARY(103), .stop = { .signal = SIGCHLD },
};

LIST(&first, &second, &third);
const struct appliance appliance = { ORDINARY_MACHINE };
