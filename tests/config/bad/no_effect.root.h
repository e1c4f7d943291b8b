/* expect:
 * beat: root.source: has no effect with ROOT_HOST; remove it
 * beat: root.writable: has no effect with ROOT_HOST; remove it
 * beat: identity.uid: has no effect with ROOT_USER; remove it
 * beat: identity.gid: has no effect with ROOT_USER; remove it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, LIMITED,
	.root = { ROOT_HOST, .source = "/containers/beat", .writable = true },
	.identity = { IDENTITY_ROOT, 101, 102 },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
