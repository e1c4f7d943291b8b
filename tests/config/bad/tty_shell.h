/* expect: beat: tty: is the machine's console, where CONSOLE_SHELL is; give another one, as "ttyS1", or no CONSOLE_SHELL */
#include "../base.h"

static const struct container beat = {
	.name = "beat",
	ORDINARY(101),
	.kind = KIND_CONSOLE,
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE, .console = { CONSOLE_SHELL, .argv = ARGV("/bin/sh") } };
