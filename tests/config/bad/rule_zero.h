/* expect:
 * beat: syscall_rules[0].values: 0 has no bits; give those that must not be set
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscall_rules = SYSCALL_RULES({ ARGUMENT_WITHOUT, CALL(mprotect), 2, VALUES(4, 0) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
