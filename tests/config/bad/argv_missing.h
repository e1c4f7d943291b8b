/* expect:
 * appliance: console.argv: is not given; give ARGV("/bin/program")
 * beat: argv: is not given; give ARGV("/bin/program")
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", HOST, USED_BY(101), LIMITED,
};

LIST(&beat);
const struct appliance appliance = {
	ORDINARY_MACHINE,
	.console = { CONSOLE_SHELL },
};
