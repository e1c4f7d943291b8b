/* expect:
 * beat: user.uids: is not given; give ID_RANGES({ inside, outside, count })
 * beat: user.gids: is not given; give ID_RANGES({ inside, outside, count })
 * beat: identity.uid: 101 is in no range of .user.uids, so it does not exist inside; give a range that holds it
 * beat: identity.gid: 101 is in no range of .user.gids, so it does not exist inside; give a range that holds it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
