/* expect: beat: argv[0]: "/bin/sleep 60" contains a space; give each word as a string of its own */
#include "../base.h"

static const struct container beat = {
	.name = "beat", HOST, USED_BY(101), LIMITED,
	.argv = ARGV("/bin/sleep 60"),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
