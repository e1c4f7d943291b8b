/* expect:
 * first: limits.delegate: is not safe for root, who owns the files of the limits too; give USER(uid, gid)
 */
#include "../base.h"

static const struct container first = {
	.name = "first", PROGRAM, HOST, .identity = ROOT_USER,
	.limits = LIMITS(.memory_bytes = MiB(8), .processes = 8, .delegate = true),
};

LIST(&first);
const struct appliance appliance = { ORDINARY_MACHINE };
