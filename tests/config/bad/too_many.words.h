/* expect:
 * beat: argv: has more than 64 entries; shorten it
 * beat: environment: has more than 64 entries; shorten it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", HOST, USED_BY(101), LIMITED,
	.argv = ARGV("/bin/echo", TIMES_64("word")),
	.environment = ENVIRONMENT(TIMES_64("A=1"), "B=2"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
