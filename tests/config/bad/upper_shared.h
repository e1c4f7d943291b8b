/* expect:
 * beat: root.upper: /data/beat and /data/beat/more of second are one in the other; give each a directory of its own
 * second: root.upper: /data/beat/more and /data/beat of beat are one in the other; give each a directory of its own
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, USED_BY(101), LIMITED,
	.root = { ROOT_HOST, .overlay = OVERLAY_DIRECTORY, .upper = "/data/beat" },
};
static const struct container second = {
	.name = "second", PROGRAM, USED_BY(102), LIMITED,
	.root = { ROOT_HOST, .overlay = OVERLAY_DIRECTORY, .upper = "/data/beat/more" },
};

LIST(&beat, &second);
const struct appliance appliance = { ORDINARY_MACHINE };
