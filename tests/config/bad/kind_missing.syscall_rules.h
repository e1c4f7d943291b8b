/* expect:
 * beat: syscall_rules[0].kind: is not given, so the list ends here; begin the entry with ARGUMENT_ONE_OF or another
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscall_rules = SYSCALL_RULES({ .call = CALL(socket), .values = VALUES(1) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
