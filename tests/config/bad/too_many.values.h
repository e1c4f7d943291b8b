/* expect:
 * beat: syscall_rules[0].values: has more than 16 entries; shorten it
 */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscall_rules = SYSCALL_RULES({ ARGUMENT_ONE_OF, CALL(socket), 0, VALUES(TIMES_16(1), 2) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
