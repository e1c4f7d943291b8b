/* expect:
 * beat: user.uids: has no effect with USER_HOST; remove it
 * beat: user.gids: has no effect with USER_HOST; remove it
 * beat: time: has no effect without an offset; remove it
 * beat: hostname: has no effect with SHARE_UTS; remove it
 * beat: join: has no effect without a container; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 100000, 1000 }) },
	.time = TIME_OFFSETS(.monotonic_s = 0), .shares = SHARE_UTS, .hostname = "host",
	.join = JOIN(.network = NULL),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
