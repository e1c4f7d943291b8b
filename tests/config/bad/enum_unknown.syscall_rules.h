/* expect: beat: syscall_rules[0].kind: 4 is not one of enum syscall_match; use its names */
#include "../base.h"

static const struct container beat = {
	.name = "beat", ORDINARY(101),
	.syscall_rules = SYSCALL_RULES({ 4, CALL(socket), 0, VALUES(1) }),
};

LIST(&beat);
const struct appliance appliance = { ORDINARY_MACHINE };
