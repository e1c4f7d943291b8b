/* expect:
 * beat: caps: SYS_TIME counts in the appliance's own user namespace alone; remove it, or .user
 * beat: caps: MKNOD counts in the appliance's own user namespace alone; remove it, or .user
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.caps = CAP(MKNOD) | CAP(NET_ADMIN) | CAP(SYS_TIME),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 100000, 1000 }), .gids = ID_RANGES({ 0, 100000, 1000 }) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
