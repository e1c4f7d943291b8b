/* expect:
 * beat: ready.argv[0]: "check" is not absolute; give a path as "/a/b"
 * beat: alive.argv[0]: "/bin/check all" contains a space; give each word as a string of its own
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.ready = READY(READY_COMMAND, .argv = ARGV("check")),
	.alive = ALIVE(ALIVE_COMMAND, .argv = ARGV("/bin/check all"), .interval_ms = SECONDS(5)),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
