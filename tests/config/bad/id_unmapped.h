/* expect:
 * beat: identity.uid: 1000 is in no range of .user.uids, so it does not exist inside; give a range that holds it
 * beat: identity.groups[1]: 2000 is in no range of .user.gids, so it does not exist inside; give a range that holds it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = { IDENTITY_USER, 1000, 5, GROUPS(20, 2000) },
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 100000, 1000 }) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
