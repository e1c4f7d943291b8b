/* expect:
 * beat: identity.groups[0]: 0 is root's; give another number, or say ROOT_USER
 * beat: identity.uid: 0 is root's; give another number, or say ROOT_USER
 * beat: identity.gid: 0 is root's; give another number, or say ROOT_USER
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = { IDENTITY_USER, 0, 0, GROUPS(0) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
