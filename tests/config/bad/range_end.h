/* expect:
 * beat: user.uids[0].count: 4294967295 ids from 1 on pass the last one; lower the count
 * beat: user.gids[0].count: 1000 ids from 4294967000 on pass the last one; lower the count
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.user = { USER_RANGES, .uids = ID_RANGES({ 0, 1, UINT32_MAX }), .gids = ID_RANGES({ 0, 4294967000, 1000 }) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
