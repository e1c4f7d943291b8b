/* expect:
 * beat: identity.groups[0]: 65534 is what the kernel calls nobody; give another number
 * beat: identity.uid: 4294967295 is what the kernel calls nobody; give another number
 * beat: identity.gid: 65534 is what the kernel calls nobody; give another number
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", PROGRAM, HOST, LIMITED,
	.identity = { IDENTITY_USER, UINT32_MAX, 65534, GROUPS(65534) },
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
